# %% types
import os
from collections import Counter


def count_types(folder):
    kinds = []
    for place, folders, names in os.walk(folder):
        for name in names:
            if name[0] != ".":
                start, dot, end = name.rpartition(".")
                kinds.append("." + end.lower() if dot else "")
    return dict(Counter(kinds))
