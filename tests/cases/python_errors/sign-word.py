a = True
if a && a:
    a = False
