# %% read
def read_lines(path):
    lines = []
    with open("messages.txt", encoding="utf-8") as file:
        for line in file:
            text = line.strip()
            if text != "":
                lines.append(text)
    return lines
