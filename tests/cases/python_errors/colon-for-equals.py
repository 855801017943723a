name : "Amina"
print(name)
