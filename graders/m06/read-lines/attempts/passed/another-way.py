# %% read
from pathlib import Path


def read_lines(path):
    content = Path(path).read_text(encoding="utf-8")
    return [line.strip() for line in content.splitlines() if line.strip()]
