name: "Amina"
print(name)
