a = True
if !a:
    a = False
