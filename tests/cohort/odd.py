"""Files that are no submission, submissions in an odd form, and cells that mean harm."""

from __future__ import annotations

import json
from collections.abc import Iterator

from .making import BROKEN, WITHOUT_GRADER, Cohort, as_saved


def damaged(cohort: Cohort) -> Iterator[tuple[str, str | bytes, str, str]]:
    """Yield file, content, exercise and problem of files that cannot be graded."""
    whole = cohort.right("m01/tidy-name")
    yield "cut.ipynb", whole[: len(whole) // 2], "", "notebook-damaged"
    yield "empty.ipynb", "", "", "notebook-empty"
    yield "zeros.ipynb", b"\0" * 4096, "", "notebook-empty"
    yield "page.ipynb", "<!doctype html><title>Log in</title>", "", "notebook-web-page"
    yield "list.ipynb", "[1, 2]", "", "notebook-not-one"
    yield "deep.ipynb", "[" * 100_000, "", "notebook-damaged"
    yield "picture.ipynb", b"\x89PNG\r\n\x1a\n\xff\xff", "", "notebook-damaged"
    yield "broken-utf16.ipynb", b"\xff\xfe\x00", "", "notebook-encoding"
    yield (
        "future.ipynb",
        whole.replace('"nbformat": 4', '"nbformat": 7'),
        "",
        "notebook-from-future",
    )
    yield "unknown.ipynb", whole.replace("m01/tidy-name", "m09/x"), "", "notebook-exercise-unknown"
    yield "holiday.ipynb", '{"cells": []}', "", "notebook-of-no-exercise"
    yield "large.ipynb", b"{" + b" " * (11 << 20), "", "notebook-too-large"
    yield "swap-values.ipynb", '{"cells": []}', BROKEN, "toml-key-near"
    yield "greeting-card.ipynb", '{"cells": []}', WITHOUT_GRADER, "grader-missing"


def readable(cohort: Cohort) -> Iterator[tuple[str, str | bytes]]:
    """Yield file and content of notebooks in an odd form that are right all the same."""
    whole = cohort.right("m01/tidy-name")
    yield "utf16.ipynb", whole.encode("utf-16")
    yield "tidy_name_final.ipynb", as_saved(1, whole)
    old = json.loads(whole)
    cells = [
        {
            "cell_type": c["cell_type"],
            "input" if c["cell_type"] == "code" else "source": c["source"],
        }
        for c in old["cells"]
    ]
    sheet = {"nbformat": 3, "metadata": {}, "worksheets": [{"cells": cells}]}
    yield "tidy-name.ipynb", json.dumps(sheet)


_PARENT = "import os, signal\nparent = os.getppid()\n"
# Cells that a right notebook ends with; the verdict is the one of its answers.
HARMLESS = {
    "exit": "import os\nos._exit(0)",
    "loop": "while True:\n    pass",
    "kill-parent": f"{_PARENT}os.kill(parent, signal.SIGKILL)",
    "stop-parent": f"{_PARENT}os.kill(parent, signal.SIGTERM)",
    "delete-folder": "import os, shutil\nshutil.rmtree(os.getcwd())",
    "shout": "for _ in range(100):\n    print('x' * 1_000_000)",
    "memory": "x = [0] * 10**10",
    "exit-code": "raise SystemExit(3)",
}
# What these earn is the room's affair; what the others earn is not theirs.
STRANGE = {
    "kill-worker": f"{_PARENT}"
    "parent = int(open(f'/proc/{parent}/stat').read().rpartition(')')[2].split()[1])\n"
    "os.kill(parent, signal.SIGKILL)",
    "kill-group": "import os, signal\nos.killpg(0, signal.SIGKILL)",
    "fork": "import os\nif not os.fork():\n    os._exit(0)",
    "fork-and-stay": "import os\nos.fork()",
    "close-everything": "import os\nos.closerange(0, 100)",
    "many-files": "for n in range(2_500):\n    open(f'{n}.txt', 'w').close()",
    "large-files": "for n in range(9):\n    open(f'{n}.bin', 'wb').write(bytes(15 << 20))",
    "locked-folder": "import os\nos.mkdir('x')\nos.chmod('x', 0)\nos.chmod('.', 0)",
    "pipe": "import os\nos.mkfifo('pipe')\nos.symlink('/etc/passwd', 'link')",
    "half-a-pair": "def price_with_vat(*_):\n    raise ValueError('\\udc80')",
    "deep": "def price_with_vat(*_):\n    x = []\n    for _ in range(9_000): x = [x]\n    return x",
    "not-text": "def price_with_vat(*_):\n    return '\\ud800'",
}
