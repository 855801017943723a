name = "Amina
print(name)
