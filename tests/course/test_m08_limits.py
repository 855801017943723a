"""Structured answers at the limits of each rule: one change of the reference, the goals it loses.

A mutant of a program shows whether its checks are strong; a YAML file has no mutants. So
each rule of M08 has its own change here, just inside the limit and just outside it.
"""

from __future__ import annotations

import pytest

from konexio_cli.model.exercise import Proof
from konexio_cli.model.verdict import Verdict

from .conftest import Bench, content, reference

READ, ASK, HOURS = "m08/read-a-brief", "m08/ask-three-questions", "m08/estimate-hours"
QUOTE, DELIVER = "m08/write-a-quote", "m08/deliver-the-work"
INVOICE, CHANGE = "m08/make-an-invoice", "m08/handle-a-change"

LAST_STEP = """\
  - what: Write the message and send the files
    kind: delivery
    low: 0.25
    likely: 0.5
    high: 0.5
    expected: 0.46
total: 5.04
"""
ONE_MORE = LAST_STEP.replace("total: 5.04", "{}total: {}")
MORE = "  - what: More work\n    kind: work\n    low: 0.5\n    likely: 0.5\n    high: 1\n    expected: 0.58\n"
LONG = "  - what: More work\n    kind: work\n    low: {0}\n    likely: {0}\n    high: {1}\n    expected: {0}\n"
WORK = "  - what: Write late.csv\n    kind: work\n    low: 0.25\n    likely: 0.5\n    high: 1.5\n    expected: 0.63\n"
PAGE = "  - what: Write late.html\n    kind: work\n    low: 0.5\n    likely: 1\n    high: 2\n    expected: 1.08\n"


def words(count: int) -> str:
    """Return a message that names all it must, with so many words."""
    text = "Hello Claudine, the files are late.py and late.csv and late.html for you."
    return text + " please" * (count - len(text.split()))


CASES: list[tuple[str, str | None, str, set[str]]] = [
    (READ, "deadline: 2026-04-03", "deadline: 2026-04-02", {"deadline"}),
    (READ, "budget: 80", "budget: 80.01", {"budget"}),
    (READ, "currency: EUR", "currency: RWF", {"budget"}),
    (READ, "goal: find late readers", "goal: make an app", {"goal"}),
    (READ, "  - readers.csv\n", "", {"files"}),
    (READ, "  - readers.csv\n", "  - readers.csv\n  - late.csv\n", {"files"}),
    (READ, "  - late.html\n", "", {"files"}),
    (READ, "  - late.html\n", "  - late.html\n  - logo\n", {"files"}),
    (READ, "  - logo\n", "", {"scope"}),
    (READ, "  - logo\n", "  - logo\n  - late.csv\n", {"scope"}),
    (ASK, "[2, 3, 7]", "[3, 7]", set()),
    (ASK, "[2, 3, 7]", "[3, 7, 10]", set()),
    (ASK, "[2, 3, 7]", "[2, 3, 6]", {"blocking"}),
    (ASK, "[2, 3, 7]", "[2, 6, 7]", {"blocking"}),
    (ASK, "[2, 3, 7]", "[2, 3, 7, 10]", {"blocking"}),
    (ASK, "[2, 3, 7]", "[3, 3, 7]", {"blocking"}),
    (ASK, "[2, 3, 7]", "[0, 3, 7]", {"blocking"}),
    (ASK, "[2, 3, 7]", "[3, 7, 11]", {"blocking"}),
    (ASK, "[2, 3, 7]", "[1, 3, 7]", {"new"}),
    (ASK, "[2, 3, 7]", "[3, 7, 9]", {"new"}),
    (ASK, "[2, 3, 7]", "[3, 7, 8]", {"polite"}),
    (ASK, "answer: 10", "answer: 11", {"client"}),
    (ASK, 'answer: "no"', 'answer: "yes"', {"client"}),
    (HOURS, WORK, "", {"expected"}),
    (HOURS, WORK + PAGE, "", {"steps", "expected"}),
    (HOURS, LAST_STEP, ONE_MORE.format(MORE * 2, "6.20"), set()),
    (HOURS, LAST_STEP, ONE_MORE.format(MORE * 3, "6.78"), {"steps"}),
    (HOURS, "kind: questions", "kind: work", {"kinds"}),
    (HOURS, "kind: tests", "kind: work", {"kinds"}),
    (HOURS, "kind: delivery", "kind: work", {"kinds"}),
    (
        HOURS,
        "    low: 0.25\n    likely: 0.5\n    high: 0.5\n",
        "    low: 0.51\n    likely: 0.5\n    high: 0.52\n",
        {"order", "expected"},
    ),
    (
        HOURS,
        "    low: 0.25\n    likely: 0.5\n    high: 0.5\n",
        "    low: 0.25\n    likely: 0.5\n    high: 0.49\n",
        {"order"},
    ),
    (
        HOURS,
        "    low: 0.25\n    likely: 0.5\n    high: 1\n",
        "    low: 0\n    likely: 0.5\n    high: 1\n",
        {"order", "expected"},
    ),
    (HOURS, "expected: 0.54", "expected: 0.53", {"expected"}),
    (HOURS, "expected: 0.54", "expected: 0.56", {"expected"}),
    (HOURS, "total: 5.04", "total: 5.05", {"expected"}),
    (HOURS, LAST_STEP, ONE_MORE.format(LONG.format("9.96", "9.97"), "15.00"), set()),
    (HOURS, LAST_STEP, ONE_MORE.format(LONG.format("9.97", "9.98"), "15.01"), {"band"}),
    (
        HOURS,
        LAST_STEP,
        ONE_MORE.format(LONG.format("9.97", "9.98"), "15.01\nreason: I am new"),
        set(),
    ),
    (HOURS, "total: 5.04", "total: 2.49", {"band", "expected"}),
    (HOURS, "total: 5.04", "total: 2.50", {"expected"}),
    (QUOTE, "The page late.html", "The page for the door", {"deliverables"}),
    (QUOTE, "The list late.csv", "The list", {"deliverables"}),
    (QUOTE, "The program late.py", "The program", {"deliverables"}),
    (QUOTE, "client: Claudine Uwase", "client: Claudine", {"deliverables"}),
    (QUOTE, "amount: 20.59", "amount: 20.58", {"sums"}),
    (QUOTE, "amount: 20.59", "amount: 20.60", {"sums"}),
    (QUOTE, "total: 109.04", "total: 109.03", {"sums"}),
    (
        QUOTE,
        "    hours: 1.5\n    rate: 16.00\n    amount: 24.00\n",
        "    hours: 0\n    rate: 16.00\n    amount: 0\n",
        {"sums"},
    ),
    (QUOTE, "    hours: 1.5\n    rate: 16.00\n", "    hours: 2\n    rate: 12.00\n", {"rates"}),
    (QUOTE, "work: web pages\n    rate: 16.00", "work: web pages\n    rate: 0", {"rates"}),
    (
        QUOTE,
        "%%writefile rates.yaml\ncurrency: EUR",
        "%%writefile rates.yaml\ncurrency: USD",
        {"rates"},
    ),
    (QUOTE, "not_included:\n  - sending SMS\n  - a logo", "not_included: []", {"scope"}),
    (QUOTE, "  - sending SMS\n", "", {"scope"}),
    (QUOTE, "Questions, tests", "SMS, tests", {"scope"}),
    (QUOTE, "valid_until: 2026-04-24", "valid_until: 2026-03-26", set()),
    (QUOTE, "valid_until: 2026-04-24", "valid_until: 2026-03-25", {"dates"}),
    (DELIVER, None, words(60), set()),
    (DELIVER, None, words(59), {"length"}),
    (DELIVER, None, words(150), set()),
    (DELIVER, None, words(151), {"length"}),
    (DELIVER, None, words(70).replace("late.py", "it"), {"files"}),
    (DELIVER, None, words(70).replace("Claudine", "Madam"), {"language"}),
    (DELIVER, None, words(70) + " See /home/me/late.csv", {"private"}),
    (DELIVER, None, words(70) + " See ~/late.csv", {"private"}),
    (DELIVER, None, words(70) + " See D:\\late.csv", {"private"}),
    (DELIVER, None, words(70) + " See https://example.org/late and/or call.", set()),
    (DELIVER, None, words(70) + " ibitabo 77", {"private"}),
    (
        DELIVER,
        None,
        "Le la les et est sont vous votre de du pour avec Claudine late.py late.csv late.html " * 5,
        {"language"},
    ),
    (DELIVER, "  - name: late.csv\n    what: the list of late readers\n", "", {"files"}),
    (DELIVER, "write python late.py\n", "start the program\n", {"fields"}),
    (DELIVER, "client: Claudine", "client: Claude", {"language"}),
    (DELIVER, "language: en", "language: fr", {"language"}),
    (DELIVER, "how_to_use: Open a", "how_to_use: In C:/Users/me open a", {"private"}),
    (INVOICE, "number: 2026-042", "number: 2026-043", {"invoice"}),
    (INVOICE, "due: 2027-01-27", "due: 2027-01-28", {"invoice"}),
    (INVOICE, "issued: 2026-12-28", "issued: 2026-12-29", {"invoice"}),
    (INVOICE, "client: Claudine Uwase", "client: Claudine", {"invoice"}),
    (INVOICE, "currency: EUR", "currency: RWF", {"invoice"}),
    (INVOICE, "amount: 110.09", "amount: 110.08", {"invoice"}),
    (INVOICE, "\ndiscount: 9.13", "\ndiscount: 9.14", {"invoice"}),
    (INVOICE, "hours: 3.25\n    rate: 16.00", "hours: 3.2\n    rate: 16.25", {"invoice"}),
    (INVOICE, "\ntotal: 173.55", "\ntotal: 182.68", {"invoice"}),
    (INVOICE, "tax_note: TVA non applicable, art. 293 B du CGI\n", "", {"sentence"}),
    (INVOICE, "293 B", "293 A", {"sentence"}),
    (INVOICE, "country: FR", "country: DE", {"sentence"}),
    (INVOICE, "country: FR", "country: US", {"sentence"}),
    (CHANGE, "answer: in-quote", "answer: gift", {"included", "gift"}),
    (
        CHANGE,
        "request: 2\n    answer: gift",
        "request: 2\n    answer: in-quote",
        {"included", "extra"},
    ),
    (
        CHANGE,
        "answer: new-price\n    hours: 0.25\n    price: 4.48",
        "answer: gift\n    hours: 0.25\n    price: 0",
        {"extra", "gift", "price"},
    ),
    (CHANGE, "price: 4.48", "price: 4.47", {"price"}),
    (
        CHANGE,
        "request: 2\n    answer: gift\n    hours: 0.1\n    price: 0.00",
        "request: 2\n    answer: gift\n    hours: 0.1\n    price: 1.79",
        {"price"},
    ),
    (CHANGE, "hours: 0.25", "hours: 0.24", {"price"}),
    (CHANGE, "new_price: 62.66", "new_price: 62.67", {"price"}),
    (CHANGE, "new_date: 2026-04-10", "new_date: 2026-04-03", {"date"}),
    (CHANGE, "new_date: 2026-04-10", "new_date: 2026-04-04", set()),
    (CHANGE, "request: 4", "request: 3", {"included", "extra", "gift", "price"}),
]


def changed(exercise: str, old: str | None, new: str) -> str:
    """Return the reference with one change; without `old`, with another message."""
    text = reference(exercise)
    if old is None:
        head, mark, _ = text.partition("%%writefile message.md\n")
        return f"{head}{mark}{new}\n"
    assert text.count(old) >= 1, old
    return text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("exercise", "old", "new", "lost"),
    [pytest.param(*case, id=f"{case[0]}-{number}") for number, case in enumerate(CASES)],
)
def test_a_change_loses_exactly_its_goals(
    bench: Bench, exercise: str, old: str | None, new: str, lost: set[str]
) -> None:
    grade = bench.grade(exercise, changed(exercise, old, new))
    assert grade.form_errors == ()
    failed = {r.goal.name for r in grade.results if r.verdict is not Verdict.PASSED}
    by_people = {goal.name for goal in grade.goals if goal.proof is Proof.TRAINER}
    assert failed - by_people == lost


def test_every_goal_of_numbers_and_words_has_its_limit() -> None:
    for exercise in {case[0] for case in CASES}:
        lost = set().union(*(case[3] for case in CASES if case[0] == exercise))
        goals = {g.name for g in content(exercise)[0].goals if g.proof is not Proof.TRAINER}
        python = {"amounts", "totals", "due", "number"} if exercise == INVOICE else set()
        assert lost == goals - python
