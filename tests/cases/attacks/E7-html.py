# row: E7
# tries: scripts in what is displayed, printed, raised and returned
# expect: error failed
# says: <script>
# holds: markup is text
from IPython.display import HTML, Javascript, display

display(HTML("<script>fetch('http://127.0.0.1:@PORT@/')</script>"))
display(Javascript("fetch('http://127.0.0.1:@PORT@/')"))
print("<script>alert(1)</script><img src=http://127.0.0.1:@PORT@/x onerror=alert(1)>")


class Loud(Exception):
    pass


Loud.__name__ = "<script>alert(1)</script>"


def double(x):
    raise Loud("</pre><script>alert(1)</script>")
