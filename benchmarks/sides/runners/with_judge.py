"""The room's own pace: read and judge notebooks, and keep nothing.

    python with_judge.py EXERCISES GRADERS EXERCISE FOLDER

Prints how many seconds all notebooks of FOLDER took, without those of starting.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from konexio_cli.grading.judges import Judges
from konexio_cli.model.verdict import Evidence
from konexio_cli.packs.exercises import read_exercise
from konexio_cli.packs.graders import read_grader
from konexio_cli.packs.notebooks import read_submission


def main(exercises: Path, graders: Path, name: str, folder: Path) -> None:
    """Judge and print."""
    exercise = read_exercise(exercises, name)
    grader = read_grader(graders, exercises, exercise)
    judges = Judges(Evidence.TRAINER_GRADED)
    judge = judges.judge(exercise.libraries)
    first, *rest = sorted(folder.rglob("*.ipynb"))
    judge.grade(exercise, grader, read_submission(first, "first"))  # waits for the warm process
    begun = time.perf_counter()
    for path in rest:
        judge.grade(exercise, grader, read_submission(path, path.parent.name))
    seconds = time.perf_counter() - begun
    judges.close_all()
    (folder / "told.json").write_text(json.dumps({"seconds": seconds, "count": len(rest)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4]))
