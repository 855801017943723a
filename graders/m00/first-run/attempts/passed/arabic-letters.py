# %% hello
name = "مريم"
print(name.strip())
