"""The sentences against the package: what it can say is there, what is there can be said."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product

import pytest

from konexio_cli.cli.main import COMMANDS, GROUPS, USUAL, command_tree
from konexio_cli.explaining.causes import CAUSES, KINDS, OF_ANSWERS
from konexio_cli.model.exercise import Proof
from konexio_cli.model.language import Language
from konexio_cli.model.notebook import Role
from konexio_cli.model.verdict import Evidence, Verdict
from konexio_cli.portfolio.sent import State
from konexio_cli.portfolio.states import Reason
from konexio_cli.reports.catalogue import Texts, leaves

from .package import ROOT, strings, trees
from .translating import nothing_wrong

TEXTS = {language: leaves(language) for language in (Language.EN, Language.FR)}

# Keys that nothing in the package asks for, each with the reason why it stays.
UNUSED = {"pack.gates": "a table of gates is not shown yet"}


# Which argument of these is the code of a problem.
PROBLEM_OF = {"Finding": 2, "Secret": 1}


def assigned(tree: ast.AST, name: str) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == name:
            yield node.value


def problems() -> Iterator[str]:
    """Yield the codes that the gates of `pack check` give to a finding, or to a secret."""
    for file, tree in trees().items():
        if not file.startswith("authoring/"):
            continue
        for call in ast.walk(tree):
            place = PROBLEM_OF.get(getattr(getattr(call, "func", None), "id", ""))
            if not isinstance(call, ast.Call) or place is None:
                continue
            for problem in [
                *call.args[place : place + 1],
                *(k.value for k in call.keywords if k.arg == "problem"),
            ]:
                if isinstance(problem, ast.Constant | ast.IfExp):
                    yield from strings(problem)
                for value in assigned(tree, getattr(problem, "id", "")):
                    yield from strings(value)


def gates() -> Iterator[str]:
    """Yield the names of the gates of `pack check`: first arguments of a finding."""
    for file, tree in trees().items():
        for call in ast.walk(tree) if file.startswith("authoring/") else ():
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Finding":
                for gate in call.args[:1]:
                    for value in [gate, *assigned(tree, getattr(gate, "id", ""))]:
                        yield from strings(value) if isinstance(value, ast.Constant) else ()


def tried() -> Iterator[str]:
    """Yield the names of what `konexio doctor` tries: first arguments of its findings."""
    for file, tree in trees().items():
        for call in ast.walk(tree) if file.startswith("cli/health/") else ():
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Finding":
                yield from strings(call.args[0])


def notes() -> Iterator[str]:
    """Yield the codes of notes: in one file they stand beside errors, in tuples and sets."""
    for node in ast.walk(trees()["packs/notebooks.py"]):
        if isinstance(node, ast.Tuple | ast.Set | ast.SetComp):
            yield from noted(strings(node))
    for file in (
        *("grading/matching.py", "cohort/line.py", "cohort/bench.py", "cohort/arriving.py"),
        *("cohort/judging.py", "cohort/people.py", "grading/crowding.py"),
    ):
        yield from noted(strings(trees()[file]))


def noted(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        if found := re.fullmatch(
            r"((cell|notebook|visible|exercise|goal|collect|judged|regrade)-[a-z0-9-]+):?", text
        ):
            yield found[1]


def options(command: object) -> set[str]:
    own = {str(parameter.name) for parameter in getattr(command, "params", ())}
    inner = getattr(command, "commands", {}).values()
    return own.union(*(options(one) for one in inner))


# How far work can come by our own hands, without a word from the trainer.
OURS = (State.WRITTEN, State.COPIED, State.PUSHED)
COMMAND_KEYS = [name for name, _ in COMMANDS] + [
    f"{group}-{name}" for group, commands in GROUPS.items() for name, _ in commands
]


def codes_of_problems() -> set[str]:
    return {one for one in problems() if re.fullmatch(r"[a-z0-9-]+", one)}


def names_of_options() -> set[str]:
    return options(command_tree(Texts(Language.EN)))


@cache
def needed() -> frozenset[str]:
    """Return the keys of all that the package can be asked to say."""
    return frozenset(
        {
            *(f"problems.{problem}" for problem in codes_of_problems()),
            *(f"notes.{note}" for note in set(notes())),
            *(f"gates.{gate}" for gate in set(gates())),
            *(f"verdicts.{verdict}" for verdict in Verdict),
            *(f"check.{verdict}" for verdict in ("error", "timeout", "memory", "forbidden")),
            *(f"evidence.{evidence}" for evidence in Evidence),
            *(f"status.{state}" for state in State),
            *(f"submit.{part}{state}" for part, state in product(("", "next_"), OURS)),
            *(f"because.{reason}" for reason in set(Reason) - {Reason.CHECK, Reason.COPY}),
            *(f"{group}.{proof}" for group, proof in product(("proofs", "ways"), Proof)),
            *(f"labels.{role}" for role in (Role.GIVEN, Role.ANSWER, Role.OPTIONAL, Role.CHECK)),
            *(f"help.{key}.{part}" for key, part in product(COMMAND_KEYS, ("what", "examples"))),
            *(
                f"help.{key}.{part}"
                for key, part in product(["konexio", *GROUPS], ("what", "more"))
            ),
            *(f"help.options.{name}" for name in names_of_options()),
            *(f"meant.{name}" for name in (*dict(COMMANDS), *USUAL)),
            *(
                f"python.{cause}.{part}"
                for cause, part in product(CAUSES | OF_ANSWERS, ("what", "next"))
            ),
            *(f"kinds.{kind}" for kind in KINDS),
            *(f"doctor.{name}.{state}" for name, state in product(tried(), ("works", "broken"))),
        }
    )


@pytest.mark.parametrize("language", TEXTS)
def test_everything_that_is_said_has_its_text(language: Language) -> None:
    nothing_wrong(
        f"{language}: {key}: nothing is said" for key in sorted(needed() - set(TEXTS[language]))
    )


def test_the_package_was_understood() -> None:
    assert {"attempt-verdict", "starter-passes", "grader-alone"} <= codes_of_problems()
    assert {"attempts", "links", "reading"} <= set(gates())
    assert {"cell-missing", "cell-untouched", "notebook-was-old"} <= set(notes())
    assert {"exercise", "jobs", "to"} <= names_of_options()


def asked_by_pages() -> Iterator[str]:
    """Yield a pattern for each key that stands in a template, whole or with an end put to it."""
    for path in ROOT.rglob("*.jinja"):
        for word, more in re.findall(r'"([\w-]+\.[\w.-]*)"(\s*~)?', path.read_text("utf-8")):
            yield re.escape(word) + (r"[\w.-]+" if more else r"(\.one|\.other)?")


def asked() -> Iterator[str]:
    """Yield a pattern for each key that stands in the package, whole or as an f-string."""
    yield from asked_by_pages()
    for tree in trees().values():
        words = strings(tree)
        filled = "|".join(re.escape(word) for word in words if re.fullmatch(r"[\w-]+", word))
        yield from (re.escape(word) + r"(\.one|\.other)?" for word in words if "." in word)
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr) and node.values:
                parts = [getattr(part, "value", "") for part in node.values]
                if re.fullmatch(r"\w+\.", str(parts[0])):
                    yield "".join(
                        re.escape(part) if isinstance(part, str) else f"({filled})"
                        for part in parts
                    )


def test_nothing_is_there_that_cannot_be_said() -> None:
    patterns = [re.compile(pattern) for pattern in set(asked())]
    unused = {
        key
        for key in set(TEXTS[Language.EN]) - needed()
        if not key.startswith("errors.") and not any(p.fullmatch(key) for p in patterns)
    }
    assert unused == set(UNUSED)
