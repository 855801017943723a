"""The leak scan: what is planted is found in any disguise, and the course gives no alarm."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konexio_cli.authoring.findings import Finding
from konexio_cli.authoring.graders_code import Code
from konexio_cli.authoring.hidden_values import Known, hidden_values
from konexio_cli.authoring.leaks import find_leaks, secrets_of_course
from konexio_cli.authoring.received import squeezed
from konexio_cli.authoring.secrets import Secret, secrets_of
from konexio_cli.durable import regular_files
from konexio_cli.grading.judge import Judge
from konexio_cli.grading.judges import Judges
from konexio_cli.model.exercise import Exercise
from konexio_cli.model.grade import Submission
from konexio_cli.model.grader import Attempt, Grader
from konexio_cli.model.language import Language
from konexio_cli.model.notebook import Role
from konexio_cli.model.verdict import Evidence
from konexio_cli.packs.exercises import read_course, read_exercise
from konexio_cli.packs.graders import read_grader
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.check_view import view_of_check

REPOSITORY = Path(__file__).parents[2]
EXERCISES, GRADERS = REPOSITORY / "exercises", REPOSITORY / "graders"

Both: TypeAlias = tuple[Exercise, Grader]


def both(name: str) -> Both:
    exercise = read_exercise(EXERCISES, name)
    return exercise, read_grader(GRADERS, EXERCISES, exercise)


@cache
def everything() -> tuple[Secret, ...]:
    return secrets_of_course(EXERCISES, GRADERS)


def secrets(name: str) -> tuple[Secret, ...]:
    return tuple(secret for secret in everything() if secret.exercise == name)


def course() -> dict[str, bytes]:
    return {p.relative_to(EXERCISES).as_posix(): p.read_bytes() for p in regular_files(EXERCISES)}


@cache
def names() -> tuple[str, ...]:
    return tuple(read_course(EXERCISES).exercises)


def found(name: str, file: str, text: str) -> list[Finding]:
    return list(find_leaks({f"{name}/{file}": text.encode()}, secrets(name)))


def test_the_course_tells_no_secret() -> None:
    assert len(everything()) > 500
    assert {one.problem for one in everything()} == {
        *("leak-answer", "leak-check", "leak-value", "leak-data")
    }
    assert list(find_leaks(course(), everything())) == []


def as_it_is(code: str) -> str:
    return code


def in_json(code: str) -> str:
    return json.dumps({"cells": [{"text": code}]}, indent=1)


def as_notebook(code: str) -> str:
    return json.dumps({"cells": [{"source": code.splitlines(keepends=True)}]})


def in_toml(code: str) -> str:
    return f"text = {json.dumps(code)}\n"


DISGUISES: dict[str, tuple[str, Callable[[str], str]]] = {
    "plain": ("brief.en.md", as_it_is),
    "comments": ("given.py", lambda code: "\n".join(f"# {line}" for line in code.splitlines())),
    "quoted": ("hints.fr.md", lambda code: "\n".join(f"> {line}" for line in code.splitlines())),
    "indented": ("a.md", lambda code: "\n".join(f"      {line}" for line in code.splitlines())),
    "far apart": ("a.md", lambda code: "\n\n".join(line + "  " for line in code.splitlines())),
    "other quotes": ("a.md", lambda code: code.translate(str.maketrans("'\"", "\"'"))),
    "windows": ("a.md", lambda code: code.replace("\n", "\r\n")),
    "in a fence": ("a.md", lambda code: f"Try this:\n\n```python\n{code}\n```\nGood luck.\n"),
    "json": ("data/a.json", in_json),
    "notebook": ("starter.ipynb", as_notebook),
    "toml": ("exercise.toml", in_toml),
}


def answers(name: str) -> Iterator[str]:
    """Give the cells of right answers in which there is enough to be a secret."""
    known = [one.code for one in secrets(name) if one.problem == "leak-answer"]
    for attempt in right(both(name)[1]):
        for cell in attempt.notebook.cells:
            if cell.role is Role.ANSWER and any(code in squeezed(cell.source) for code in known):
                yield cell.source


def right(grader: Grader) -> list[Attempt]:
    return [attempt for attempt in grader.attempts if not attempt.message]


def hidden_functions(name: str) -> Iterator[str]:
    """Give the code of hidden checks, whole."""
    sources = {check.source for check in both(name)[1].checks if not check.visible}
    yield from sorted(sources)


def planted(name: str) -> Iterator[tuple[str, str]]:
    """Give what an exercise must not tell: each text, with the problem that it is."""
    known = {one.problem for one in secrets(name)}
    for problem, texts in (("leak-answer", answers(name)), ("leak-check", hidden_functions(name))):
        yield from ((problem, text) for text in texts if problem in known)


def test_planted_answers_and_checks_are_found() -> None:
    missed = [
        f"{name}: {problem}, {disguise}: {text}"
        for name in names()
        for problem, text in planted(name)
        for disguise, (file, put) in DISGUISES.items()
        if problem not in {one.problem for one in found(name, file, put(text))}
    ]
    assert not missed, "\n".join(missed)


# Values are looked for within a line: a text of several lines is not found, as the docs say.
def values() -> st.SearchStrategy[Secret]:
    known = (one for name in names() for one in secrets(name) if one.values)
    return st.sampled_from([one for one in known if "\n" not in "".join(one.values)])


@given(
    secret=st.deferred(values),
    before=st.sampled_from(["", "For example, ", "- `", "Donnez "]),
    between=st.sampled_from([" gives ", "` → `", ", ", " devient "]),
    after=st.sampled_from(["", ".", "`.", " !"]),
)
def test_planted_values_are_found(secret: Secret, before: str, between: str, after: str) -> None:
    line = before + between.join(secret.values) + after
    told = found(secret.exercise, "brief.en.md", f"Write it.\n{line}\nThen run it.\n")
    assert "leak-value" in {one.problem for one in told}
    # In data, and in another exercise, values may stand by chance.
    assert found(secret.exercise, "data/a.csv", line) == []


def test_a_french_number_is_the_same_number() -> None:
    name = "m01/money-rounding"
    assert [one.problem for one in found(name, "brief.fr.md", "2,675 devient 2,68.")] == [
        "leak-value"
    ]
    assert found(name, "brief.fr.md", "12,675 devient 2,68.") == []
    assert found(name, "brief.fr.md", "2,675 devient 2,681.") == []


PIECES = st.text("abc_()=+'\",:[] 0123\t", min_size=1, max_size=30).filter(str.strip)


@given(lines=st.lists(PIECES, min_size=1, max_size=6), sign=st.sampled_from(["", "# ", "> ", "  "]))
def test_the_form_of_code_does_not_matter(lines: list[str], sign: str) -> None:
    plain = squeezed("\n".join(lines))
    assert squeezed("\n\n".join(f"{sign}{line}  " for line in lines)) == plain
    assert squeezed("\n".join(lines).replace('"', "'")) == plain
    assert squeezed(plain) == plain


def test_the_values_of_a_case_are_those_that_a_learner_could_read() -> None:
    source = (
        "LIMIT = 100000\n"
        "from decimal import Decimal\n"
        "NAMES = [('Amina', 'Diallo'), ('Bo', 'Okot')]\n"
        "def ours(x):\n    return x\n"
        "def test_a(rng):\n"
        "    assert total('Kampala', 1_250) == -2500\n"
        "    assert ours(123456) == 234567\n"
        "    assert len('abcdefgh') == 88888888\n"
        "    assert total(n=2) == 'forty-two'\n"
        "    assert ours('kitchen') == Decimal('12.345')\n"
        "    assert 3 == total(2)\n"
        "    assert total('0042') == '**** 0042'\n"
        "    assert total('spelled') == 'in every answer'\n"
        "    assert total(21) == 'a sentence of its own'\n"
        "    for name, age in [('Amina', 125), ('Bo', 7)]:\n"
        "        assert total(name) == age\n"
        "    assert greet('Bo') == f'Hello {x}, welcome'\n"
    )
    known = Known("return 'spelled' + 'in every answer'")
    assert set(hidden_values(Code(source), known)) == {
        ("Amina", "125"),
        ("Kampala", "1250", "-2500"),
        ("2", "forty-two"),
        ("21", "a sentence of its own"),
        ("a sentence of its own",),
    }


def test_what_a_right_answer_has_to_spell_is_no_secret() -> None:
    name = "c1/client-list-cleanup"
    assert found(name, "brief.en.md", "Write `no name`, `bad phone` and clients_clean.csv.") == []


def test_the_graders_own_copy_of_given_data_is_no_secret() -> None:
    name = "m00/predict-output"
    body = (EXERCISES / name / "data" / "bank.json").read_bytes()
    assert body == (GRADERS / name / "data" / "bank.json").read_bytes()
    assert found(name, "data/bank.json", body.decode()) == []


@pytest.mark.parametrize("lines", [slice(None), slice(40, 44)])
def test_hidden_data_is_found_wherever_it_stands(lines: slice) -> None:
    name = "c1/client-list-cleanup"
    text = (GRADERS / name / "data" / "hidden.csv").read_text("utf-8")
    part = "\n".join(text.splitlines()[lines])
    assert {one.problem for one in found(name, "data/more.csv", part)} == {"leak-data"}
    assert found(name, "data/more.csv", "\n".join(text.splitlines()[40:41])) == []


def test_hidden_data_may_be_given_data_with_more_in_them(tmp_path: Path) -> None:
    name = "c1/client-list-cleanup"
    exercise, grader = both(name)
    given = exercise.data()["clients.csv"].decode()
    rows = given.splitlines(keepends=True)
    more = [f"Nimo Hidden {number},0799000{number},Juja,2024-06-01\n" for number in range(100, 106)]
    (tmp_path / "longer.csv").write_text("".join([*rows, *more]), "utf-8")
    hidden = secrets_of(exercise, grader, tmp_path)
    files = {f"{name}/data/clients.csv": given.encode()}
    assert list(find_leaks(files, hidden)) == []
    files[f"{name}/data/clients.csv"] = "".join([*rows, *more[:4]]).encode()
    assert [one.problem for one in find_leaks(files, hidden)] == ["leak-data"]


def test_a_long_secret_is_one_in_every_exercise() -> None:
    (text,) = (
        cell.source
        for attempt in right(both("c1/client-list-cleanup")[1])
        if (attempt.name, attempt.round) == ("reference", 1)
        for cell in attempt.notebook.cells
        if cell.name == "clean"
    )
    told = list(find_leaks({"m00/first-run/brief.en.md": text.encode()}, everything()))
    assert {one.problem for one in told} == {"leak-answer"}


def test_names_of_the_graders_side() -> None:
    for name in ("m01/x/attempts/failed/a.py", "m01/x/grader.ipynb", "m01/x/equivalent.toml"):
        assert [one.problem for one in find_leaks({name: b""}, ())] == ["leak-file"]
    assert list(find_leaks({"m01/x/data/graders.csv": b""}, ())) == []


# All of them take minutes, and their messages stand in one file that is looked at as a whole.
_WRONG_OF_EACH = 3


def told_to_learners(both_sides: Both, judge: Judge, attempt: Attempt) -> str:
    """Return all that a wrong attempt could be told, but for its own lines."""
    exercise, grader = both_sides
    submission = Submission("", attempt.notebook, attempt.name, attempt.round)
    grade = judge.grade(exercise, grader, submission)
    hidden = [asdict(outcome) for outcome in grade.outcomes if not outcome.visible]
    parts = [json.dumps(hidden, ensure_ascii=False)]
    for language in (Language.EN, Language.FR):
        texts = Texts(language)
        parts += [texts.misconception(grade.message), *map(texts.note, grade.notes)]
        parts += [str(line) for line in view_of_check(exercise, grade, texts)]
        for goal in exercise.goals:
            parts += [
                goal.title.into(language),
                goal.example.into(language) if goal.example else "",
            ]
    own = {line.strip() for cell in attempt.notebook.cells for line in cell.source.splitlines()}
    lines = (line for part in parts for line in part.splitlines())
    return "\n".join(line for line in lines if line.strip() not in own)


@pytest.mark.parametrize("pack", sorted({name.partition("/")[0] for name in names()}))
def test_feedback_tells_no_secret(pack: str) -> None:
    with Judges(Evidence.TRAINER_GRADED) as judges:
        for name in (one for one in names() if one.startswith(f"{pack}/")):
            exercise, grader = both(name)
            judge = judges.judge(exercise.libraries)
            wrong = [one for one in grader.attempts if one.message]
            for attempt in wrong[:_WRONG_OF_EACH]:
                text = told_to_learners((exercise, grader), judge, attempt)
                assert found(name, "feedback", text) == [], attempt.name
