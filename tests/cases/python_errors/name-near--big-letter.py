Print(3)
