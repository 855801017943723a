# %% log
def add_line(path, text):
    with open("shop.txt", "a", encoding="utf-8") as file:
        file.write(text + "\n")
