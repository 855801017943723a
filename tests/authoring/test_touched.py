"""`--changed-since`: what a branch touched, in real repositories."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from konexio_cli.authoring.touched import Touched, touched
from konexio_cli.errors import KonexioError
from konexio_cli.model.language import Language
from konexio_cli.packs.exercises import read_course
from konexio_cli.portfolio.workspace import Settings, save

from .packs_made import checked, good_course, run_pack

NAMES = ("double", "triple", "half")


def git(folder: Path, *arguments: str) -> str:
    settings = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    plain = {"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1"}
    return subprocess.run(
        ["git", *settings, *arguments],
        cwd=folder,
        env=plain,
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Change")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course of three exercises in a repository, on the branch `work` that left `main`."""
    folder = good_course(tmp_path / "course", *NAMES)
    git(folder, "init", "-q", "-b", "main")
    commit(folder)
    git(folder, "checkout", "-q", "-b", "work")
    return folder


def found(folder: Path, revision: str = "main") -> Touched:
    exercises, graders = folder / "exercises", folder / "graders"
    return touched(read_course(exercises), (exercises, graders), revision)


def add(*paths: Path) -> None:
    """Add a line, which TOML takes for a remark, to each file."""
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write("# more\n")


CHANGES: dict[str, tuple[Callable[[Path], None], set[str], bool]] = {
    "nothing": (lambda _: None, set(), False),
    "a brief": (lambda c: add(c / "exercises/p1/double/brief.en.md"), {"double"}, False),
    "a grader": (
        lambda c: add(c / "graders/p1/triple/attempts/passed/reference.py"),
        {"triple"},
        False,
    ),
    "both sides": (
        lambda c: add(c / "exercises/p1/half/brief.en.md", c / "graders/p1/double/a"),
        {"double", "half"},
        False,
    ),
    "new data": (lambda c: add(c / "exercises/p1/half/data/é\n \t.csv"), {"half"}, False),
    "a file gone": (
        lambda c: (c / "exercises/p1/half/hints.fr.md").unlink(),
        {"half"},
        False,
    ),
    "the pack": (lambda c: add(c / "exercises/p1/pack.toml"), set(NAMES), True),
    "what editors leave": (
        lambda c: add(
            c / "exercises/p1/half/.ipynb_checkpoints/starter.ipynb",
            c / "graders/p1/half/attempts/passed/__pycache__/reference.pyc",
        ),
        set(),
        False,
    ),
    "time stamps": (lambda c: os.utime(c / "exercises/p1/half/brief.en.md", (1, 1)), set(), False),
    "the course": (lambda c: add(c / "exercises/course.toml"), set(), True),
    "the skills": (lambda c: add(c / "exercises/skills.toml"), set(), True),
    "other files": (lambda c: add(c / "README.md"), set(), False),
    "another pack": (lambda c: add(c / "exercises/p9/x/brief.en.md"), set(), False),
}


@pytest.mark.parametrize("committed", [True, False])
@pytest.mark.parametrize("change", CHANGES)
def test_what_was_touched(course: Path, change: str, committed: bool) -> None:
    make, names, links = CHANGES[change]
    make(course)
    if committed and git(course, "status", "--porcelain"):
        commit(course)
    told = found(course)
    assert (set(told.exercises), told.links) == ({f"p1/{name}" for name in names}, links)
    assert list(told.exercises) == [f"p1/{name}" for name in NAMES if name in names]


def test_what_main_did_since_is_not_ours(course: Path) -> None:
    add(course / "exercises/p1/double/brief.en.md")
    commit(course)
    git(course, "checkout", "-q", "main")
    add(course / "exercises/p1/half/brief.en.md")
    commit(course)
    git(course, "checkout", "-q", "work")
    assert found(course).exercises == ("p1/double",)


def test_graders_may_be_in_a_repository_of_their_own(course: Path, tmp_path: Path) -> None:
    private = tmp_path / "private"
    shutil.move(course / "graders", private / "graders")
    git(private, "init", "-q", "-b", "main")
    commit(private)
    git(course, "checkout", "-q", "-B", "main")
    commit(course)
    add(private / "graders/p1/half/x")
    add(course / "exercises/p1/double/x")
    roots = (course / "exercises", private / "graders")
    told = touched(read_course(roots[0]), roots, "main")
    assert told.exercises == ("p1/double", "p1/half")


def test_no_filter_of_the_repository_is_run(course: Path) -> None:
    git(course, "config", "filter.evil.clean", f"touch {course}/owned; cat")
    (course / ".gitattributes").write_text("* filter=evil\n")
    add(course / "exercises/p1/half/brief.en.md")
    assert found(course).exercises == ("p1/half",)
    assert not (course / "owned").exists()


def test_a_repository_with_long_hashes(tmp_path: Path) -> None:
    folder = good_course(tmp_path, *NAMES)
    git(folder, "init", "-q", "-b", "main", "--object-format=sha256")
    commit(folder)
    assert found(folder).exercises == ()
    add(folder / "graders/p1/half/x")
    assert found(folder).exercises == ("p1/half",)


def test_a_course_at_the_top_of_its_repository(course: Path, tmp_path: Path) -> None:
    shutil.move(course / "exercises", tmp_path / "exercises")
    git(tmp_path / "exercises", "init", "-q", "-b", "main")
    commit(tmp_path / "exercises")
    add(tmp_path / "exercises/p1/half/x")
    roots = (tmp_path / "exercises", course / "graders")
    assert touched(read_course(roots[0]), roots, "main").exercises == ("p1/half",)


def test_in_a_linked_worktree_and_in_a_hook(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    linked = tmp_path / "linked"
    git(course, "worktree", "add", "-q", str(linked), "-b", "other", "main")
    add(linked / "exercises/p1/double/x")
    assert found(linked).exercises == ("p1/double",)
    # What git tells a hook of another repository, or of this one from its top.
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path / "nowhere"))
    assert found(linked).exercises == ("p1/double",)
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    add(course / "exercises/p1/half/x")
    assert found(course).exercises == ("p1/half",)


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "-h", "", "main:README.md", "a\nb"])
def test_a_revision_that_is_none(course: Path, revision: str) -> None:
    with pytest.raises(KonexioError) as caught:
        found(course, revision)
    assert caught.value.code == "changed-unknown"
    assert not (course / "x").exists()


def test_without_a_common_past(course: Path) -> None:
    git(course, "checkout", "-q", "--orphan", "alone")
    add(course / "README.md")
    commit(course)
    with pytest.raises(KonexioError) as caught:
        found(course)
    assert caught.value.code == "changed-unknown"


def test_no_repository(tmp_path: Path) -> None:
    with pytest.raises(KonexioError) as caught:
        found(good_course(tmp_path))
    assert caught.value.code == "changed-no-repository"


def test_a_learners_history_is_left_alone(course: Path) -> None:
    save(course, Settings(Language.EN, "Amina", ""))
    with pytest.raises(KonexioError) as caught:
        found(course)
    assert caught.value.code == "changed-workspace"


def test_the_command_checks_only_these(course: Path) -> None:
    add(course / "exercises/p1/triple/brief.en.md")
    assert [one["exercise"] for one in checked(course, "--changed-since", "main")] == ["p1/triple"]
    assert checked(course, "p1/half", "--changed-since", "main") == []
    (course / "exercises/p1/triple/brief.en.md").write_text("x\n")
    (course / "exercises/skills.toml").write_text(
        'format = 1\n[skills]\nfunction = { en = "a", fr = "b" }\n', "utf-8"
    )
    told = checked(course, "--changed-since", "main")
    wrong = {e["exercise"]: [f["problem"] for f in e["findings"] if f["problem"]] for e in told}
    assert wrong == {
        "p1/double": ["skill-near"],
        "p1/half": ["skill-near"],
        "p1/triple": ["translation-stale", "skill-near"],
    }
    done = run_pack(course, "check", "--changed-since", "nowhere")
    assert (done.returncode, done.stdout) == (2, "")
    assert "nowhere" in done.stderr
