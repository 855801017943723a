# %% log
def add_line(path, text):
    with open(path, "a", encoding="utf-8") as file:
        file.write(text + "\n")
