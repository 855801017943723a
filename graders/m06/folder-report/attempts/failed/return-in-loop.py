# %% types
def count_types(folder):
    counts = {}
    for path in sorted(Path(folder).rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            kind = path.suffix.lower()
            counts[kind] = counts.get(kind, 0) + 1
            return counts
    return counts
