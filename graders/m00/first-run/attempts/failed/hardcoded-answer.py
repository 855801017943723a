# %% hello
name = "YOUR NAME"
print(name)
