# %% read
def read_lines(path):
    lines = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line != "":
                lines.append(line)
    return lines
