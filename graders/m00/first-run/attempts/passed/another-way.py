# %% hello
name = "Ngoc"
print("I am", name)
