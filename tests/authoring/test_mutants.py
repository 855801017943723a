"""Mutants: what each operator makes of a line, and what all of them have in common."""

from __future__ import annotations

import ast
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from konexio_cli.authoring.mutants.bytecode import meaning_of
from konexio_cli.authoring.mutants.cells import mutants_of
from konexio_cli.authoring.mutants.making import changed
from konexio_cli.errors import KonexioError
from konexio_cli.model.notebook import Cell, Notebook, Role

# No example database: test runs leave nothing behind, and no deadline: machines are slow.
unhurried = settings(database=None, deadline=None)

LINES = [
    ("a + b", "arithmetic", ["a - b"]),
    ("a - b", "arithmetic", ["a + b"]),
    ("a * b", "arithmetic", ["a / b", "a + b"]),
    ("a / b", "arithmetic", ["a * b", "a // b"]),
    ("a // b", "arithmetic", ["a * b", "a / b"]),
    ("a % b", "arithmetic", ["a // b", "a * b"]),
    ("a ** b", "arithmetic", ["a * b"]),
    ("(a + b) * c", "arithmetic", ["(a + b) / c", "(a + b + c)", "(a - b) * c"]),
    ("a += b", "augmented", ["a -= b", "a = b"]),
    ("a.b //= c", "augmented", ["a.b *= c", "a.b /= c", "a.b = c"]),
    ("-a", "sign", ["a"]),
    ("x = 3", "number", ["x = 4", "x = 2"]),
    ("x = 0", "number", ["x = 1", "x = -1"]),
    ("x = 1.5", "number", ["x = 2.5", "x = 0.5"]),
    ("x[1]", "number", ["x[2]", "x[0]"]),
    ("x[-1]", "number", ["x[-2]", "x[-0]"]),
    ("x = True", "number", []),
    ("Decimal('2.5')", "number", ["Decimal('3.5')", "Decimal('1.5')"]),
    ("Decimal('0')", "number", ["Decimal('1')", "Decimal('-1')"]),
    ("decimal.Decimal('0.01')", "number", ["decimal.Decimal('0.1')", "decimal.Decimal('0.001')"]),
    ("Decimal('NaN')", "number", []),
    ("Decimal(x)", "number", []),
    ("print('3')", "number", []),
    ("a < b", "boundary", ["a <= b"]),
    ("a <= b", "boundary", ["a < b"]),
    ("a > b", "boundary", ["a >= b"]),
    ("a >= b", "boundary", ["a > b"]),
    ("a < b <= c", "boundary", ["a <= b <= c", "a < b < c"]),
    ("a <= b", "reversed", ["a >= b"]),
    ("a == b", "comparison", ["a != b"]),
    ("a != b", "comparison", ["a == b"]),
    ("a in b", "comparison", ["a not in b"]),
    ("a not in b", "comparison", ["a in b"]),
    ("a is None", "comparison", ["a is not None"]),
    ("a is not None", "comparison", ["a is None"]),
    ("a and b", "and-or", ["a or b"]),
    ("a or b and c", "and-or", ["a and (b and c)", "a or (b or c)"]),
    ("a and b", "clause", ["b", "a"]),
    ("a or b or c", "clause", ["b or c", "a or c", "a or b"]),
    ("if a: b()", "negated", ["if not a: b()"]),
    ("while a: b()", "negated", ["while not a: b()"]),
    ("a if b else c", "negated", ["a if not b else c"]),
    ("[a for a in b if a > c]", "negated", ["[a for a in b if not a > c]"]),
    ("[a for a in b if a]", "filter", ["[a for a in b if True]"]),
    ("if not a: b()", "negated", []),
    ("if not a: b()", "not", ["if a: b()"]),
    ("match a:\n case b if b: c()", "negated", ["match a:\n case b if not b: c()"]),
    ("x = True", "true-false", ["x = False"]),
    ("x = False", "true-false", ["x = True"]),
    ("range(n)", "range", ["range(1, n)", "range(-1, n)", "range(n + 1)", "range(n - 1)"]),
    (
        "range(a, b, c)",
        "range",
        ["range(a + 1, b, c)", "range(a - 1, b, c)", "range(a, b + 1, c)", "range(a, b - 1, c)"],
    ),
    ("range(1, 5)", "range", []),
    ("f(a, b)", "arguments", ["f(b, a)"]),
    ("f(a, b, c)", "arguments", ["f(b, a, c)", "f(a, c, b)"]),
    ("f(a, a)", "arguments", []),
    ("f(*a, b)", "arguments", []),
    ("f(a, b=1, **c)", "keyword", ["f(a, **c)", "f(a, b=1)"]),
    ("a.append(b)", "twin", ["a.extend(b)"]),
    ("a.strip()", "twin", ["a.lstrip()", "a.rstrip()"]),
    ("a.lower()", "twin", ["a.upper()"]),
    ("a.title()", "twin", ["a.capitalize()"]),
    ("a.find(b)", "twin", ["a.index(b)", "a.rfind(b)"]),
    ("a.startswith(b)", "twin", ["a.endswith(b)"]),
    ("a.split(b)", "twin", []),
    ("a.split(b, 1)", "twin", ["a.rsplit(b, 1)"]),
    ("a.pop()", "twin", ["a.pop(0)"]),
    ("a.pop(0)", "twin", ["a.pop()"]),
    ("a.keys()", "twin", ["a.values()"]),
    ("a.add(b)", "twin", ["a.discard(b)"]),
    ("a.sort(key=b)", "twin", ["a.reverse()"]),
    ("sorted(a, key=b)", "twin", ["list(a)", "sorted(a, key=b, reverse=True)"]),
    ("sorted(a, reverse=True)", "twin", ["list(a)"]),
    ("reversed(a)", "twin", ["iter(a)"]),
    ("min(a, b)", "twin", ["max(a, b)"]),
    ("any(a)", "twin", ["all(a)"]),
    ("round(a)", "twin", ["int(a)"]),
    ("round(a, 2)", "twin", []),
    ("abs(a)", "twin", ["a"]),
    ("a[b:c]", "slice", ["a[b + 1:c]", "a[b - 1:c]", "a[b:c + 1]", "a[b:c - 1]"]),
    ("a[1:]", "slice", []),
    ("a[1:]", "number", ["a[2:]", "a[0:]"]),
    ("def f(a, b=x, c=y): g()", "default", ["def f(a, b, c=y): g()", "def f(a, b, c): g()"]),
    ("def f(*, b=x): g()", "default", ["def f(*, b): g()"]),
    ("a = b", "dropped", [""]),
    ("a: int = b", "dropped", [""]),
    ("a()", "dropped", [""]),
    ("del a", "dropped", [""]),
    ("raise a", "dropped", [""]),
    ("import a", "dropped", []),
    ("def f(): ...", "dropped", []),
    ("while a: break", "dropped", ["while a: pass"]),
    ("while a:\n b()\n break", "break-continue", ["while a:\n b()\n continue"]),
    ("def f(): return a", "return-none", ["def f(): return None"]),
    (
        "def f():\n if a: return\n b()",
        "dropped",
        ["def f():\n if a: pass\n b()", "def f():\n if a: return"],
    ),
    ("try: a()\nexcept B: c()", "handler", ["try: a()\nexcept B: pass"]),
    ("try: a()\nexcept B: pass", "handler", []),
    ("x = 'a'", "text", ["x = ''"]),
    ("x = b'a'", "text", ["x = b''"]),
    ("x = ''", "text", []),
    ("f'a{b}c'", "text", ["f'{b}c'", "f'a{b}'"]),
    ("f'{b:02}'", "text", ["f'{b:}'"]),
    ("def f():\n 'doc'\n a()", "text", []),
    ("def f(a: 'A') -> 'B': a()", "text", []),
]


def meanings(sources: list[str]) -> list[object]:
    found = [meaning_of(dedent(source)) for source in sources]
    assert None not in found
    return sorted(found, key=repr)


@pytest.mark.parametrize(("source", "operator", "expected"), LINES)
def test_an_operator_makes_these_and_no_more(
    source: str, operator: str, expected: list[str]
) -> None:
    made = [one.source for one in changed(source) if one.id.startswith(f"{operator}:")]
    # Another operator may have made one of them before: what counts is that it is there.
    others = [one.source for one in changed(source) if not one.id.startswith(f"{operator}:")]
    left = [one for one in expected if meaning_of(one) not in map(meaning_of, others)]
    assert meanings(made) == meanings(left)
    assert {meaning_of(one) for one in expected} <= {meaning_of(one) for one in made + others}


SOURCE = '''"""What a shop needs."""
import math

LIMIT = 5  # a comment stays


def total(prices, tax=20):
    """Add up."""
    result = 0
    for price in prices:
        if price > LIMIT and not price == 7:
            continue   # spaces  stay
        result += price * (1 + tax / 100)
        result += price
    return round(result, 2)


class Shop:
    def total(self):
        try:
            return f"{self.name}: {len(self.name):>3}"
        except (AttributeError, ValueError):
            self.name = "none"
        return ["é", 'ü'][0]


async def ask(n):
    return [await one(k) for k in range(n)]
'''


def test_all_other_lines_stay_as_they_are() -> None:
    program = SOURCE.replace('f"{self.name}: {len(self.name):>3}"', "self.name")  # see below
    lines = program.splitlines()
    for one in changed(program):
        others = one.source.splitlines()
        # A function without a default is written anew, a handler loses its lines.
        if not one.id.startswith(("default:", "handler:")):
            assert sum(a != b for a, b in zip(lines, others, strict=True)) == 1, one


def test_python_3_11_does_not_know_where_in_a_text_a_value_stands() -> None:
    found = [one.source for one in changed("a = f'é {b + c} {d:{e}}'") if "arithmetic" in one.id]
    assert [meaning_of(one) for one in found] == [meaning_of("a = f'é {b - c} {d:{e}}'")]


def test_what_is_written_anew_is_one_statement_of_the_top_level() -> None:
    above, below = "a = 'x'  # stays as it is", "b = 2; c = 'y'"
    function = "@known\ndef f(x):\n    return f'{x:.2f}'"
    wanted = meaning_of(f"{above}\n{function.replace('.2f', '')}\n{below}")
    program = f"{above}\n{function}\n{below}"
    (found,) = [one.source for one in changed(program) if meaning_of(one.source) == wanted]
    assert found.startswith(f"{above}\n@known\n")
    assert found.endswith(f"\n{below}")


def test_statements_of_one_line_and_lines_that_go_on_are_changed_one_by_one() -> None:
    for source in ("a = 1; b = 3", "a = 1; \\\nb = 3"):
        found = [one.source for one in changed(source) if one.id.startswith("number:")]
        near = [(2, 3), (0, 3), (1, 4), (1, 2)]
        assert meanings(found) == meanings([f"a = {a}\nb = {b}" for a, b in near])


def test_a_handler_of_many_lines_becomes_one() -> None:
    (emptied,) = [one.source for one in changed(SOURCE) if one.id.startswith("handler:")]
    assert "ValueError):\n            pass\n        return" in emptied


STATEMENTS = st.sampled_from(
    [
        "a = b + 1",
        "a = b + 1",
        "a += b * 2",
        "print('é', a, b)",
        "if a < b:\n    a = 2\nelse:\n    b = f'{a}!'",
        "while a and not b:\n    a = a[1:]\n    break",
        "for i in range(a):\n    b.append(i)",
        "def f(x, y=1):\n    '''Doc.'''\n    return x if x > y else -y",
        "try:\n    a = int(b)\nexcept ValueError:\n    a = 0",
        "c = sorted(b, key=lambda k: k[0])",
        "class K:\n    size = 3",
        "a = [x for x in b if x in 'abc']",
    ]
)
PROGRAMS = st.lists(STATEMENTS, min_size=1, max_size=5).map("\n".join)


@unhurried
@given(PROGRAMS)
def test_mutants_compile_differ_and_have_their_own_ids(source: str) -> None:
    mutants = list(changed(source))
    found = [meaning_of(source), *(meaning_of(one.source) for one in mutants)]
    assert None not in found
    assert len(set(found)) == len(found)
    assert len({one.id for one in mutants}) == len(mutants)


@unhurried
@given(PROGRAMS, st.data())
def test_ids_stay_when_other_lines_come(source: str, data: st.DataObject) -> None:
    lines = source.split("\n")
    place = data.draw(st.integers(0, len(lines)))
    indent = lines[place][: len(lines[place]) - len(lines[place].lstrip())] if lines[place:] else ""
    moved = "\n".join([*lines[:place], "", f"{indent}# a comment", *lines[place:]])
    longer = f"def other(q):\n    return q * 2\n\n\n{moved}\n\n\ndef last(q):\n    return q + 1\n"
    ids = [one.id for one in changed(source)]
    assert [one.id for one in changed(moved)] == ids
    assert [one.id for one in changed(longer) if one.id in ids] == ids


def test_ids_of_other_lines_stay_when_a_line_changes() -> None:
    ids = {one.id for one in changed(SOURCE)}
    other = {one.id for one in changed(SOURCE.replace("result = 0", "result = 10"))}
    assert {one.partition(":")[0] for one in ids - other} == {"number", "dropped"}
    assert len(ids - other) == 3


def cell(source: str, role: Role = Role.ANSWER) -> Cell:
    return Cell(source, name="c", role=role)


def test_only_cells_of_the_learner_change() -> None:
    given_cell = cell("a = 1", Role.GIVEN)
    found = list(mutants_of(Notebook((given_cell, cell("b = 1"), cell("a == 1", Role.CHECK)))))
    assert {m.notebook.cells[1].source for m in found} == {"b = 2", "b = 0", "pass"}
    assert all(m.notebook.cells[0] == given_cell for m in found)
    assert all(m.id.startswith("c:") for m in found)
    assert {m.diff for m in found} >= {"@@ -1 +1 @@\n-b = 1\n+b = 2"}


@pytest.mark.parametrize("magic", ["%%writefile clean.py", "%matplotlib inline", "\n%%time"])
def test_magic_lines_stay(magic: str) -> None:
    found = [m.notebook.cells[0].source for m in mutants_of(Notebook((cell(f"{magic}\nb = 1"),)))]
    assert sorted(found) == sorted(f"{magic}\n{one}" for one in ("b = 2", "b = 0", "pass"))


@pytest.mark.parametrize("source", ["%%bash\nls", "%%writefile notes.txt\na b c", "", "\n"])
def test_other_languages_have_no_mutants(source: str) -> None:
    assert list(mutants_of(Notebook((cell(source),)))) == []


def test_what_is_no_python_is_told() -> None:
    with pytest.raises(KonexioError) as problem:
        list(mutants_of(Notebook((cell("a = = 1"),))))
    assert (problem.value.code, problem.value.facts["cell"]) == ("mutants-of-no-python", "c")


def test_equal_numbers_of_other_types_are_other_programs() -> None:
    one, other = (meaning_of(f"x = ({text}, 2)") for text in ("1", "True"))
    assert one != other
    assert meaning_of("x = 1") == meaning_of("\n\nx   =   1  # one")
    assert ast.literal_eval("0.0") == 0  # equal, and yet:
    assert meaning_of("x = 0.0") != meaning_of("x = -0.0")
