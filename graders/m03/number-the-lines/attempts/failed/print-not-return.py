# %% lines
def number_lines(items):
    for number, item in enumerate(items, 1):
        print(f"{number}. {item}")
