print("Total: " + 5)
