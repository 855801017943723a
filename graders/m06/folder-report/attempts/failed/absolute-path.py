# %% types
def count_types(folder):
    counts = {}
    for path in Path("C:/Users/me/Documents/client").rglob("*"):
        if path.is_file() and not path.name.startswith("."):
            kind = path.suffix.lower()
            counts[kind] = counts.get(kind, 0) + 1
    return counts
