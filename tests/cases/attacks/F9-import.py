# row: F9
# tries: to import the graders, the exercises and the judge
# expect: failed
# says: no module
# holds: graders are not in the room; the package's code alone gives nothing away
import sys

sys.path += ["@GRADERS@", "@GRADERS@/t0/answer", "/work/main", "."]
for name in ("grader", "t0.answer.grader", "graders", "reference", "solution"):
    try:
        module = __import__(name)
        print(vars(module))
    except ImportError:
        print("no module", name)


def double(x):
    try:
        from pathlib import Path

        from konexio_cli.packs.graders import read_grader

        return str(read_grader(Path("@GRADERS@"), Path("@GRADERS@"), None))
    except Exception as problem:
        return type(problem).__name__
