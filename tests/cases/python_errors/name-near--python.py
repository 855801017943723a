prnt(3)
