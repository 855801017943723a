class Full(Exception):
    pass
raise Full('x')
