"""A real disk that is full, and real kills: a notebook is whole, and what was told is kept."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from konexio_cli.model.language import Language
from konexio_cli.portfolio.workspace import Settings, save

from .conftest import Konexio, family
from .courses import Version, write_course
from .test_kill import wait_for_the_end_of

CHECK = ("examples", "check", "assert add(1, 2) == 3")
FIRST = Version("Add.", (("add", "answer", "def add(a, b):\n    ..."), CHECK), {"s.csv": b"1\n"})
SECOND = Version("Add two.", (*FIRST.cells, ("more", "answer", "...")), {"s.csv": b"2\n" * 9_000})
ANSWER = "def add(a, b):\n    return a + b"
KILLS = 8

# Within a mount of its own: a workspace on a disk of 400 KiB, which is then filled.
_FULL = """
set -e
mount -t tmpfs -o size=400k none "$1"
cp -a "$2/." "$1"
cd "$1"
dd if=/dev/zero of=ballast bs=1k 2>/dev/null || true
sync
before=$(sha256sum "$3")
for words in "undo p1/one" "pull $4" "undo p1/one --to 1" "check p1/one"; do
  set +e
  "$5" -m konexio_cli $words --json > "$6/told.json" 2>> "$6/errors"
  echo "$? $(tr -d '\\n' < "$6/told.json")" >> "$6/results"
  set -e
  test "$before" = "$(sha256sum "$3")"
  test -z "$(ls -A p1/one | grep tmp)"
done
rm ballast
"$5" -m konexio_cli undo p1/one >> "$6/after"
cp -a . "$6/saved"
"""


def _own_mounts() -> bool:
    command = ["unshare", "-rm", "true"]
    return bool(shutil.which("unshare")) and subprocess.run(command, check=False).returncode == 0


@pytest.fixture
def desk(konexio: Konexio) -> Konexio:
    """A desk with one exercise, checked once, and changed after that."""
    write_course(konexio.folder / "v1", "1.0.0", {"one": FIRST})
    write_course(konexio.folder / "v2", "2.0.0", {"one": SECOND})
    work = konexio.at(save(konexio.folder / "work", Settings(Language.EN, "Amina")).folder)
    assert work.run("pull", str(konexio.folder / "v1")).exit == 0
    assert work.run("check", "p1/one").exit == 1
    write(work, ANSWER)
    return work


def path_of(desk: Konexio) -> Path:
    return desk.folder / "p1" / "one" / "one.ipynb"


def write(desk: Konexio, text: str) -> None:
    content = json.loads(path_of(desk).read_text("utf-8"))
    next(cell for cell in content["cells"] if cell["id"] == "add")["source"] = text
    path_of(desk).write_text(json.dumps(content), "utf-8")


@pytest.mark.skipif(not _own_mounts(), reason="needs a mount of its own")
def test_on_a_full_disk_nothing_changes_and_all_is_said(desk: Konexio, tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    body = path_of(desk).read_bytes()
    words = [tmp_path / "disk", desk.folder, "p1/one/one.ipynb", tmp_path / "v2", sys.executable]
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", _FULL, "sh", *map(str, words), str(tmp_path)],
        env={**desk.environment, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    results = (tmp_path / "results").read_text("utf-8").splitlines()
    assert len(results) == 4
    for line in results:
        code, told = line.split(" ", 1)
        assert (code, json.loads(told)["error"]["code"]) == ("3", "disk-full")
    # With space again, all is as if nothing had been.
    saved = desk.at(tmp_path / "saved")
    assert path_of(saved).read_bytes() != body
    assert saved.run("undo", "p1/one").exit == 0
    assert path_of(saved).read_bytes() == body


@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")
@pytest.mark.parametrize("what", ["undo", "pull"])
def test_a_kill_at_any_moment_leaves_a_whole_notebook(desk: Konexio, what: str) -> None:
    answered = path_of(desk).read_bytes()
    known = {answered}
    delays = random.Random(11)  # noqa: S311 - the same moments in every run, no secret
    for number in range(KILLS):
        source = desk.folder.parent / ("v2", "v1")[number % 2]
        words = ["undo", "p1/one"] if what == "undo" else ["pull", str(source)]
        process = desk.start(*words, "--json")
        try:
            process.communicate(timeout=delays.uniform(0.1, 0.7))
        except subprocess.TimeoutExpired:
            children = family(process.pid)
            process.kill()
            process.communicate()
            wait_for_the_end_of(children)
        body = path_of(desk).read_bytes()
        sources = ["".join(cell["source"]) for cell in json.loads(body)["cells"]]
        assert what == "undo" or ANSWER in sources
        known.add(body)
    states = desk.run("undo", "p1/one", "--list", "--json").json["data"]["states"]
    for state in states:
        assert desk.run("undo", "p1/one", "--to", str(state["number"])).exit == 0
        known.discard(path_of(desk).read_bytes())
    # All that ever stood in the file comes back, but for what was only saved, if no command came.
    assert known <= {answered}
