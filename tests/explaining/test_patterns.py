"""What only looks like a mistake: found where it is, and not in right programs."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from konexio_cli.explaining.patterns.table import FAULTS, HABITS, found_in
from konexio_cli.model.notebook import WRITTEN
from konexio_cli.packs.exercises import read_course, read_exercise
from konexio_cli.packs.graders import read_grader
from konexio_cli.reports.catalogue import known_misconceptions

REPOSITORY = Path(__file__).parents[2]
PATTERNS = {one.mistake: one for one in (*FAULTS, *HABITS)}
# Programs that have the pattern, and programs that nearly have it.
EXAMPLES = {
    "return-print": (["def f(x):\n    return print(x)"], ["def f(x):\n    print(x)\n    return x"]),
    "print-not-return": (
        ["def f(x):\n    print(x * 2)"],
        ["def f(x):\n    print(x)\n    return x", "def f():\n    print(1)", "print(1)"],
    ),
    "while-no-change": (
        ["n = 3\nwhile n > 0:\n    print(n)", "def f(n):\n    while n:\n        pass"],
        [
            "n = 3\nwhile n > 0:\n    n -= 1",
            "while True:\n    break",
            "xs = [1]\nwhile xs:\n    xs.pop()",
            "d = {}\nwhile d:\n    del d[1]",
            "while ready():\n    pass",
            "def f(n):\n    while n:\n        return n",
        ],
    ),
    "or-literal": (
        ['if s == "S" or "M":\n    pass', "ok = x == 1 or 2"],
        ['if s == "S" or s == "M":\n    pass', 'name = given or "nobody"'],
    ),
    "method-result-kept": (["xs = xs.sort()", "ys = xs.append(1)"], ["xs.sort()", "t = s.strip()"]),
    "string-changes-in-place": (["s.strip()\nprint(s)"], ["s = s.strip()", "s.strip()"]),
    "fstring-without-f": (
        ['name = "A"\nprint("Hello {name}")', 'def f(name):\n    return "Hi {name}"'],
        [
            'name = "A"\nprint(f"Hello {name}")',
            'name = "A"\nprint("Hello {name}".format(name=name))',
            'print("{other}")',
            'name = "A"\nprint(f"a {name!r:{10}}")',
        ],
    ),
    "equal-vs-assign": (["total == 5\nprint(total)"], ["total = 5", "a = 1\na == 1"]),
    "swap-loses-value": (["a = b\nb = a"], ["a, b = b, a", "a = b\nb = c"]),
    "index-past-end": (["x = items[len(items)]"], ["x = items[len(items) - 1]", "x = a[len(b)]"]),
    "change-while-looping": (
        ["for x in xs:\n    if x:\n        xs.remove(x)"],
        ["for x in xs:\n    ys.append(x)", "for x in xs[:]:\n    xs.remove(x)"],
    ),
    "reset-accumulator": (
        ["for x in xs:\n    total = 0\n    total += x"],
        [
            "total = 0\nfor x in xs:\n    total += x",
            "for row in rows:\n    total = 0\n    for x in row:\n        total += x\n    total += 1",
        ],
    ),
    "return-in-loop": (
        ["def f(xs):\n    for x in xs:\n        return x"],
        ["def f(xs):\n    for x in xs:\n        if x:\n            return x\n    return 0"],
    ),
    "code-after-return": (
        ["def f(x):\n    return x\n    print(x)"],
        ["def f(x):\n    if x:\n        return x\n    return 0"],
    ),
    "list-times-alias": (["t = [[0] * 3] * 2", "t = [[]] * 3"], ["t = [0] * 3"]),
    "comma-decimal": (["price = 3,50"], ["price = 3.50", "point = (3, 50)", "a, b = 3, 50"]),
    "caret-power": (["x = a ^ 2"], ["x = a ** 2", "s = set1 ^ set2"]),
    "parameter-ignored": (
        ["def f(price):\n    return 10", "def f(price):\n    price = 10\n    return price"],
        [
            "def f(price):\n    ...",
            'def f(price):\n    """Return it."""',
            "def f(_):\n    return 1",
            "def f(price):\n    price = price * 2\n    return price",
            "def f(price):\n    if price is None:\n        price = 1\n    return price",
            "def f(a):\n    return [a for a in [a]]",
        ],
    ),
    "is-for-equality": (['if name is "Ana":\n    pass'], ["if name is None:\n    pass"]),
    "bare-except": (
        [
            "try:\n    f()\nexcept:\n    print(1)",
            "try:\n    f()\nexcept Exception:\n    pass",
        ],
        ["try:\n    f()\nexcept ValueError:\n    pass"],
    ),
    "mutable-default": (
        ["def f(x, xs=[]):\n    xs.append(x)"],
        ["def f(x, xs=()):\n    return xs"],
    ),
    "shadow-builtin": (["sum = 0", "for list in rows:\n    pass"], ["total = 0", "x = sum(xs)"]),
    "compare-bool": (["if paid == True:\n    pass"], ["if paid:\n    pass", "x = y == 1"]),
    "if-return-bool": (
        [
            "def f(x):\n    if x > 3:\n        return True\n    else:\n        return False",
            "def f(x):\n    if x > 3:\n        return True\n    return False",
        ],
        [
            "def f(x):\n    return x > 3",
            "def f(x):\n    if x > 3:\n        return True\n    print(x)\n    return False",
        ],
    ),
}
CASES = [
    pytest.param(name, source, is_there, id=f"{name}-{is_there}-{number}")
    for name, both in EXAMPLES.items()
    for is_there, sources in zip((True, False), both, strict=True)
    for number, source in enumerate(sources)
]
# Right solutions in which a pattern is found: what they do is right, and looks as if it were not.
RIGHT_ALL_THE_SAME = {
    ("m06/append-log", "print-not-return"),  # it prints into a file
    ("m02/shift-allowed", "compare-bool"),  # a right solution that could be better, on purpose
}


@pytest.mark.parametrize(("name", "source", "is_there"), CASES)
def test_a_pattern_is_found_where_it_is(name: str, source: str, is_there: bool) -> None:
    found = found_in([source], [PATTERNS[name]])
    assert bool(found) is is_there
    if found:
        assert found.place
        assert found.place.line in source.splitlines()


def test_every_pattern_has_examples_and_a_sentence() -> None:
    assert set(EXAMPLES) == set(PATTERNS)
    assert {one.mistake for one in PATTERNS.values() if not one.cause} <= known_misconceptions()


def test_right_solutions_of_the_course_have_none() -> None:
    course, graders = REPOSITORY / "exercises", REPOSITORY / "graders"
    alarms = set()
    solutions = 0
    for name in read_course(course).exercises:
        exercise = read_exercise(course, name)
        for attempt in read_grader(graders, course, exercise).attempts:
            written = [c.source for c in attempt.notebook.cells if c.role in WRITTEN]
            solutions += not attempt.message
            for pattern in PATTERNS.values():
                if not attempt.message and found_in(written, [pattern]):
                    alarms.add((name, pattern.mistake))
    assert solutions > 100
    assert alarms == RIGHT_ALL_THE_SAME


def test_the_first_pattern_is_told_with_its_line_and_facts() -> None:
    sources = ["sum = 3", "x = 1\nxs = [].sort()"]
    found = found_in(sources, (*FAULTS, *HABITS))
    assert found
    assert found.mistake == "method-result-kept"
    assert found.place
    assert found.place.line == "xs = [].sort()"
    habit = found_in(sources, HABITS)
    assert habit
    assert (habit.cause, habit.facts) == ("builtin-name", {"name": "sum"})
    assert found_in(["x = 1", "not Python at all ("], (*FAULTS, *HABITS)) is None


SNIPPETS = [source for both in EXAMPLES.values() for sources in both for source in sources]


@settings(database=None, deadline=None)
@given(st.lists(st.sampled_from(SNIPPETS), max_size=4))
def test_any_program_is_looked_at_without_harm(snippets: list[str]) -> None:
    source = "\n".join(snippets)
    ast.parse(source)
    for pattern in PATTERNS.values():
        found_in([source], [pattern])
