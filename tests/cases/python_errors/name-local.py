count = 0
def visit():
    count += 1
visit()
