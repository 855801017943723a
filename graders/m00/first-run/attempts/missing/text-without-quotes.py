# %% hello
name = Amina
print(name)
