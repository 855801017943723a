"""What a worker is asked, as a line of JSON: which file to grade. Light: it judges nothing."""

from __future__ import annotations

import json
from pathlib import Path

from konexio_cli.cohort.collecting import Found


def request(one: Found) -> str:
    """Return the line that asks for one file's grade; names are safe whatever their bytes."""
    facts = {"learner": one.learner, "file": one.file, "problem": one.problem}
    return json.dumps(facts | {"path": str(one.path)}, ensure_ascii=True)


def asked(line: str) -> Found:
    """Return the file that `request` asks for."""
    facts = json.loads(line)
    return Found(**facts | {"path": Path(facts["path"])})
