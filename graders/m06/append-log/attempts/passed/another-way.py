# %% log
import os


def add_line(path, text):
    old = ""
    if os.path.exists(path):
        with open(path, encoding="utf-8", newline="") as file:
            old = file.read()
    with open(path, "w", encoding="utf-8", newline="") as file:
        print(old, text, sep="", file=file)
