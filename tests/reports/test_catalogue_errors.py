"""Every error that the package can raise has its sentences, and no sentence is without error."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator, Mapping
from functools import cache

import pytest

from konexio_cli.model.language import Language
from konexio_cli.reports.catalogue import leaves

from .package import strings, trees
from .translating import nothing_wrong

TEXTS = {language: leaves(language) for language in (Language.EN, Language.FR)}


def calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name:
            yield node


def assigned(name: str, scope: ast.AST) -> Iterator[ast.expr]:
    """Yield what is assigned to `name`, alone or in a tuple."""
    for node in ast.walk(scope):
        if isinstance(node, ast.AnnAssign) and node.value:
            pairs: list[tuple[ast.expr, ast.expr]] = [(node.target, node.value)]
        elif isinstance(node, ast.Assign):
            pairs = _pairs(node.targets[0], node.value)
        else:
            continue
        yield from (value for target, value in pairs if getattr(target, "id", "") == name)


def _pairs(target: ast.expr, value: ast.expr) -> list[tuple[ast.expr, ast.expr]]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        return list(zip(target.elts, value.elts, strict=True))
    return [(target, value)]


def values(name: str, function: ast.FunctionDef) -> Iterator[ast.expr]:
    """Yield what `name` can be in `function`: what is assigned, its default, what callers give."""
    yield from assigned(name, function)
    parameters = [one.arg for one in function.args.args]
    if name in parameters:
        place = parameters.index(name)
        yield from function.args.defaults[place - len(parameters) :][:1]
        for call in callers().get(function.name, ()):
            yield from call.args[place : place + 1]
            yield from (keyword.value for keyword in call.keywords if keyword.arg == name)


@cache
def callers() -> Mapping[str, list[ast.Call]]:
    """Return the calls of the whole package, by the name that is called."""
    found: dict[str, list[ast.Call]] = {}
    for tree in trees().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                found.setdefault(node.func.id, []).append(node)
    return found


def codes(call: ast.Call, function: ast.FunctionDef, module: ast.AST) -> set[str]:
    """Return the codes that the error can have; a name is followed, and a table of codes."""
    first = call.args[0]
    if not isinstance(first, ast.Name):
        return strings(first)
    found = list(values(first.id, function))
    names = {node.id for value in found for node in ast.walk(value) if isinstance(node, ast.Name)}
    found += [table for name in names if name.isupper() for table in assigned(name, module)]
    return {code for value in found for code in strings(value) if "-" in code}


def facts(call: ast.Call, function: ast.FunctionDef) -> set[str]:
    """Return the names of the facts; `**facts` is followed to its dict."""
    named = {keyword.arg for keyword in call.keywords if keyword.arg}
    spread = (keyword.value for keyword in call.keywords if keyword.arg is None)
    dicts = (v for one in spread if isinstance(one, ast.Name) for v in values(one.id, function))
    keys = (key for one in dicts if isinstance(one, ast.Dict) for key in one.keys if key)
    return named.union(*map(strings, keys))


@cache
def errors() -> tuple[tuple[str, str, set[str]], ...]:
    """Return the place, code and facts of every error that is made."""
    return tuple(_errors())


def _errors() -> Iterator[tuple[str, str, set[str]]]:
    for file, tree in trees().items():
        for function in ast.walk(tree):
            if not isinstance(function, ast.FunctionDef):
                continue
            for call in calls(function, "KonexioError"):
                # `line.problem`: an error that is told once more.
                if isinstance(call.args[0], ast.Attribute):
                    continue
                for code in sorted(codes(call, function, tree)) or ["(not understood)"]:
                    yield f"{file}:{function.name}", code, facts(call, function)


def faults(texts: Mapping[str, str], code: str, given: set[str]) -> Iterator[str]:
    """Yield what is wrong with the two sentences of an error that has these facts."""
    what, after = (texts.get(f"errors.{code}.{part}", "") for part in ("what", "next"))
    if not what:
        yield "it does not say what happened"
    if not after:
        yield "it does not say what to do next"
    used = {name for _, name, _, _ in string.Formatter().parse(what + after) if name}
    yield from (f"it has no {{{fact}}}: {what} {after}" for fact in sorted(used - given))


@pytest.mark.parametrize("language", TEXTS)
def test_every_error_says_what_and_next_from_its_facts(language: Language) -> None:
    nothing_wrong(
        f"{language}: errors.{code}, of {place}: {wrong}"
        for place, code, given in errors()
        for wrong in faults(TEXTS[language], code, given)
    )


def test_an_error_without_its_sentences_or_facts_is_noticed() -> None:
    texts = {"errors.full.what": "{disk} is full.", "errors.full.next": "Empty {disk}."}
    assert list(faults(texts, "full", {"disk", "more"})) == []
    assert list(faults(texts, "full", set())) == ["it has no {disk}: {disk} is full. Empty {disk}."]
    assert list(faults({}, "full", set())) == [
        "it does not say what happened",
        "it does not say what to do next",
    ]


def test_no_sentence_is_without_an_error() -> None:
    told = {key.split(".")[1] for key in TEXTS[Language.EN] if key.startswith("errors.")}
    assert told - {code for _, code, _ in errors()} == set()


def test_the_package_was_understood() -> None:
    found = {code for _, code, _ in errors()}
    assert {"file-missing", "disk-full", "exercise-near", "unexpected", "file-too-large"} <= found
    assert "(not understood)" not in found
