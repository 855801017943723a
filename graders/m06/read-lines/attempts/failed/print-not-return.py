# %% read
def read_lines(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            text = line.strip()
            if text != "":
                print(text)
