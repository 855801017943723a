# %% log
def add_line(path, text):
    with open(path, "a") as file:
        file.write(text + "\n")
