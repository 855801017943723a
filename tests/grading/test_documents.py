"""Structured answers before the judge: values for a check, sentences for the learner."""

from __future__ import annotations

import pytest

from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Proof
from konexio_cli.model.grade import Grade
from konexio_cli.model.verdict import Verdict

from .conftest import Grading, exercise_of, notebook_of, text

QUOTE = """\
client: Sara Wanjiru
issued: 2026-03-10
valid_until: 2026-04-09
currency: EUR
lines:
  - what: clean.py
    hours: 1.15
    rate: 17.90
    amount: 20.59
  - what: clients_clean.csv
    hours: 0.5
    rate: 18.00
    amount: 9.00
total: 29.59
not_included:
  - sending the SMS
change_rounds: 1
"""
CHECK = (
    "def test_one(document):\n"
    "    quote = document('quote.yaml')\n"
    "    assert quote.total == Decimal('29.59')\n"
    "    assert quote.lines[1].what == 'clients_clean.csv'\n"
    "    assert (quote.valid_until - quote.issued).days == 30\n"
)
CHECKS = f"from decimal import Decimal\n\n{CHECK}"


def written(content: str, name: str = "quote.yaml") -> str:
    return f"%%writefile {name}\n{content}"


def codes(grade: Grade) -> list[str]:
    return [error.code for error in grade.form_errors]


def test_a_check_gets_plain_values(grade: Grading) -> None:
    found = grade(written(QUOTE), CHECKS)
    assert found.verdict is Verdict.PASSED
    assert found.form_errors == ()


def test_a_message_is_read_too(grade: Grading) -> None:
    check = (
        "def test_one(document):\n    assert document('message.md').words == ['Bonjour', 'Ali']\n"
    )
    assert grade(written("Bonjour Ali !", "message.md"), check).verdict is Verdict.PASSED


def test_a_broken_file_fails_the_check_and_is_told_without_what_is_hidden(grade: Grading) -> None:
    found = grade(written(QUOTE.replace("total: 29.59", "total: 29,59")), CHECKS)
    assert found.verdict is Verdict.FAILED
    assert [o.detail for o in found.outcomes] == [""]
    assert codes(found) == ["document-money"]
    assert found.form_errors[0].facts["line"] == "14"
    assert found.form_errors[0].source_line == "total: 29,59"
    assert "29.59" not in str(found)


@pytest.mark.parametrize(
    "answer",
    [
        "pass",
        "import os; os.mkdir('quote.yaml')",
        "import os; os.symlink('/etc/hostname', 'quote.yaml')",
        "open('quote.yaml', 'w').write('a: b\\n' * 50_000)",
        "open('quote.yaml', 'wb').write(b'\\xff\\xfe\\xff')",
        "open('quote.yaml', 'w').write('a: &a [*a]')",
    ],
)
def test_what_is_no_file_fails_the_check(grade: Grading, answer: str) -> None:
    assert grade(answer, CHECKS).verdict is Verdict.FAILED


def test_a_file_that_cannot_be_read_is_told_even_when_no_check_asks_for_it(grade: Grading) -> None:
    answer = f"{written('client:Sara')}"
    found = grade(answer, "def test_one():\n    assert True\n", visible="assert LIMIT == 10")
    assert {o.verdict for o in found.outcomes} == {Verdict.PASSED}
    assert found.verdict is Verdict.FAILED
    assert codes(found) == ["document-space"]


def test_an_unknown_document_is_the_authors_mistake(grade: Grading) -> None:
    with pytest.raises(KonexioError) as caught:
        grade("pass", "def test_one(document):\n    document('quote.yml')\n")
    assert caught.value.code == "document-unknown"


def test_a_reference_may_write_files(grade: Grading) -> None:
    check = f"{CHECKS}    reference\n".replace("(document)", "(document, reference)")
    assert (
        grade(written(QUOTE), check, attempts={"reference": written(QUOTE)}).verdict
        is Verdict.PASSED
    )


MISTAKES = {
    "reference": written(QUOTE),
    "total-forgotten": written(QUOTE.replace("total: 29.59", "total: 0")),
    "too-short": written(QUOTE.replace("valid_until: 2026-04-09", "valid_until: 2026-03-10")),
}
CLAIMS = (
    "def test_one(document):\n"
    "    quote = document('quote.yaml')\n"
    "    assert quote.adds_up\n"
    "    assert quote.total > 0\n"
    "    assert quote.valid_until > quote.issued\n"
)


def test_a_mistake_is_known_by_what_it_misses_not_by_its_words(grade: Grading) -> None:
    other = QUOTE.replace("17.90", "21.00").replace("20.59", "24.15").replace("Sara", "Oksana")
    forgotten = other.replace("total: 29.59", "total: 0")
    assert grade(written(forgotten), CLAIMS, attempts=MISTAKES).message == "total-forgotten"
    wrong_sum = grade(written(other), CLAIMS, attempts=MISTAKES)
    assert (wrong_sum.verdict, wrong_sum.message) == (Verdict.FAILED, "")
    late = QUOTE.replace("2026-04-09", "2026-03-01").replace("change_rounds: 1", "change_rounds: 2")
    assert grade(written(late), CLAIMS, attempts=MISTAKES).message == "too-short"


def test_a_form_error_earns_no_message_of_another_mistake(grade: Grading) -> None:
    assert grade(written("client: x"), CLAIMS, attempts=MISTAKES).message == ""


def test_a_goal_of_a_trainer_never_turns_green_and_stops_nobody(grade: Grading) -> None:
    found = grade("def answer(x):\n    return 2", "def test_one():\n    assert answer(1) == 2\n")
    tone = exercise_of(("tone",)).goals[0]
    with_tone = Grade(
        *("t0/answer", "Amina", "s" * 64, "g" * 64, found.evidence, found.outcomes),
        (*found.goals, type(tone)("tone", 0, text("Tone"), proof=Proof.TRAINER)),
    )
    assert with_tone.verdict is Verdict.PASSED
    assert [goal.name for goal in with_tone.to_confirm] == ["tone"]
    assert (with_tone.points, with_tone.possible) == (1, 1)
    assert {r.goal.name: r.verdict for r in with_tone.results}["tone"] is Verdict.NOT_RUN


def test_an_optional_goal_earns_points_and_stops_nobody(grade: Grading) -> None:
    checks = (
        "def test_one():\n    assert LIMIT == 10\n\n\ndef test_two():\n    assert answer(1) == 2\n"
    )
    found = grade(notebook_of("def answer(x):\n    return 3"), checks, goals=("one", "two"))
    assert found.verdict is Verdict.FAILED
    two = type(found.goals[1])("two", 1, text("Two"), optional=True)
    softer = Grade(
        *("t0/answer", "Amina", "s" * 64, "g" * 64, found.evidence, found.outcomes),
        (found.goals[0], two),
    )
    assert (softer.verdict, softer.points, softer.possible) == (Verdict.PASSED, 1, 2)
