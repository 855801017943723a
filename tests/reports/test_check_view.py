from __future__ import annotations

import io
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from konexio_cli.model.exercise import Exercise, Goal, Kind, Proof
from konexio_cli.model.explanation import Explanation, Place, Step
from konexio_cli.model.grade import CellError, FormError, Grade, Outcome
from konexio_cli.model.language import Language, Translated
from konexio_cli.model.verdict import Evidence, Verdict
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.check_view import view_of_check

# No example database: test runs leave nothing behind, and no deadline: machines are slow.
unhurried = settings(database=None, deadline=None)

TITLE = Translated({Language.EN: "A price with VAT", Language.FR: "Un prix avec TVA"})
GOAL = Goal("whole", 2, TITLE)
EXERCISE = Exercise(
    "m01/price-with-vat", Kind.SKILL, TITLE, ("functions",), 10, 1, goals=(GOAL,), rounds=()
)
HOSTILE = "[bold]markup[/] [/] :smile: \x1b[2J\x1b]0;title\x07 \u202egpj.exe"


def grade(*outcomes: Outcome, notes: tuple[str, ...] = ()) -> Grade:
    return Grade(
        EXERCISE.id, "", "0" * 64, "1" * 64, Evidence.SELF_CHECKED, outcomes, (GOAL,), notes=notes
    )


def shown(found: Grade, language: Language = Language.EN, width: int = 80) -> tuple[str, str]:
    """Return what a terminal is sent, and the text that a person sees of it."""
    sent = io.StringIO()
    console = Console(file=sent, width=width, record=True, force_terminal=True, color_system=None)
    for part in view_of_check(EXERCISE, found, Texts(language)):
        console.print(part, markup=False, highlight=False)
    return sent.getvalue(), console.export_text()


PASSED = Outcome("examples", "whole", Verdict.PASSED, visible=True)
FAILED = Outcome(
    *("zero", "whole", Verdict.FAILED, "assert price(0) == 1\n0 == 1", True),
    got="0",
    expected="1",
)


def test_a_passed_check_in_english() -> None:
    assert shown(grade(PASSED))[1] == (
        "A price with VAT  (m01/price-with-vat)\n✓ examples: passed\nAll visible checks pass.\n"
    )


def test_a_failed_check_in_french() -> None:
    assert shown(grade(PASSED, FAILED), Language.FR)[1] == (
        "Un prix avec TVA  (m01/price-with-vat)\n"
        "✓ examples: réussi\n"
        "✗ zero: pas encore\n"
        "    assert price(0) == 1\n"
        "    Votre code donne : 0\n"
        "    Attendu : 1\n"
        "Tests réussis : 1 sur 2.\n"
    )


def test_an_untouched_cell_is_not_counted_as_wrong() -> None:
    text = shown(grade(FAILED, notes=("cell-untouched:price",)))[1]
    assert "checks pass" not in text
    assert text.endswith("The answer cell has no answer yet.\n")


NOTES = ("cell-untouched:repair_2", "cell-untouched:repair_3")


def test_of_several_cells_without_an_answer_all_are_told() -> None:
    untouched = grade(FAILED, notes=NOTES)
    assert shown(untouched)[1].endswith("No answer cell has an answer yet.\n")
    told = shown(untouched, Language.FR)[1]
    assert told.endswith("Aucune cellule de réponse n'a encore de réponse.\n")


def test_where_some_answers_are_there_the_first_cell_without_one_is_named() -> None:
    some = replace(grade(FAILED, notes=NOTES), has_answer=True)
    assert shown(some)[1].endswith("The cell repair_2 has no answer yet.\n")


def test_a_better_message_keeps_its_place_before_a_cell_without_an_answer() -> None:
    some = replace(grade(PASSED, FAILED, notes=NOTES), has_answer=True)
    told = Explanation(Step.BEHAVIOUR, cause="answer-other-value")
    stopped = (CellError("repair_2", "NameError", "no name x", "x"),)
    for better in (replace(some, explanation=told), replace(some, cell_errors=stopped)):
        text = shown(better)[1]
        assert "no answer yet" not in text
        assert text.endswith("1 of 2 checks pass.\n")


def test_a_missing_name_is_named() -> None:
    missing = Outcome("zero", "whole", Verdict.MISSING, "price[/]")
    assert "The name price[/] does not exist in your notebook." in shown(grade(missing))[1]


@pytest.mark.parametrize("width", [80, 40])
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("verdict", Verdict)
def test_text_of_learners_is_data_at_every_width(
    verdict: Verdict, language: Language, width: int
) -> None:
    outcome = Outcome("zero", "whole", verdict, f"{HOSTILE}\n{'long ' * 40}", visible=True)
    sent, text = shown(grade(outcome, notes=(f"cell-missing:{HOSTILE}",)), language, width)
    assert "\x1b" not in sent
    assert "\x07" not in sent
    assert all(cell_len(line) <= width for line in text.splitlines())
    words = " ".join(text.split())
    times = 1 if verdict is Verdict.PASSED else 2
    assert words.count("[bold]markup[/] [/] :smile: <U+001B>[2J") == times
    assert words.count("<U+202E>gpj.exe") == times


@unhurried
@given(st.text(), st.sampled_from([80, 40]))
def test_no_text_steers_the_terminal(detail: str, width: int) -> None:
    outcome = Outcome("zero", "whole", Verdict.ERROR, detail, visible=True)
    sent, _ = shown(grade(outcome, notes=(f"cell-missing:{detail}",)), width=width)
    assert all(c == "\n" or unicodedata.category(c) not in {"Cc", "Cs", "Zl"} for c in sent)


def test_a_file_that_cannot_be_read_is_told_with_its_line_in_french() -> None:
    facts = {"file": "quote.yaml", "line": "14", "key": "total"}
    broken = replace(
        grade(PASSED), form_errors=(FormError("document-money", facts, "total: 29,59"),)
    )
    assert shown(broken, Language.FR)[1] == (
        "Un prix avec TVA  (m01/price-with-vat)\n"
        "✗ quote.yaml, ligne 14 : total n'est pas un montant.\n"
        "    total: 29,59\n"
        "    Écrivez des chiffres, un point et 2 décimales : 12.50\n"
        "✓ examples: réussi\n"
        "Les tests passent, mais un fichier est encore illisible.\n"
    )


GOALS = (
    GOAL,
    Goal("sums", 1, TITLE, proof=Proof.NUMBERS),
    Goal("tone", 0, TITLE, proof=Proof.TRAINER),
)


def test_a_learners_own_check_promises_no_goal() -> None:
    assert shown(replace(grade(PASSED), goals=GOALS))[1].endswith(
        "✓ examples: passed\n"
        "Your trainer will check these goals:\n"
        "· A price with VAT: by tests\n"
        "· A price with VAT: from your numbers\n"
        "· A price with VAT: by reading your work\n"
        "All visible checks pass.\n"
    )
    assert "trainer" not in shown(replace(grade(PASSED, FAILED), goals=GOALS))[1]
    assert "trainer" not in shown(grade(PASSED))[1]


def test_a_learners_own_check_promises_no_goal_in_french() -> None:
    told = shown(replace(grade(PASSED), goals=GOALS), Language.FR)[1]
    assert "Votre formateur vérifiera ces objectifs :\n" in told
    assert "· Un prix avec TVA : avec vos nombres\n" in told
    assert "vérifié " not in told


def test_who_can_vouch_is_told_once_a_trainer_graded() -> None:
    graded = replace(grade(PASSED), goals=GOALS, evidence=Evidence.TRAINER_GRADED)
    assert shown(graded)[1].endswith(
        "✓ examples: passed\n"
        "How each goal is checked:\n"
        "· A price with VAT: checked by tests\n"
        "· A price with VAT: checked from your numbers\n"
        "· A price with VAT: to be confirmed by a trainer\n"
        "All visible checks pass.\n"
    )


@pytest.mark.parametrize("stopped", [False, True])
def test_one_message_explains_the_first_mistake_only(stopped: bool) -> None:
    detail = "assert price(2) == 6\n5 == 6"
    other = replace(FAILED, check="many", detail=detail, got="5", expected="6")
    found = grade(PASSED, FAILED, other)
    if stopped:
        found = replace(found, cell_errors=(CellError("a", "NameError", "no name x", "x"),))
    whole, one = (
        [str(line) for line in view_of_check(EXERCISE, found, Texts(Language.EN), one_message=few)]
        for few in (False, True)
    )
    assert sum("Expected" in line for line in whole) == (0 if stopped else 2)
    assert sum("Expected" in line for line in one) == (0 if stopped else 1)
    marks = ("✓", "✗", "1 of 3")
    assert [line for line in one if line.startswith(marks)] == [
        line for line in whole if line.startswith(marks)
    ]
    assert [line for line in whole if line in one] == one


def test_passing_checks_do_not_hide_a_cell_that_stops() -> None:
    stopped = (CellError("a", "NameError", "no name x", "x"), CellError("b", "KeyError", "y", "y"))
    text = shown(replace(grade(PASSED), cell_errors=stopped))[1]
    assert "A cell stops at this line:\n    x\n    NameError: no name x\n" in text
    assert "KeyError" not in text
    assert text.endswith("The checks pass, but one of your cells stops with an error.\n")


def test_a_cell_without_an_end_is_shown_its_line_once() -> None:
    place = Place("while True:")
    told = Explanation(Step.STATIC, cause="loop-long", place=place)
    late = CellError("a", "timeout", "", "while True:")
    text = shown(replace(grade(), cell_errors=(late,), explanation=told))[1]
    assert "A cell did not come to its end. Look here:\n    while True:\n" in text
    assert text.count("while True:") == 1
    assert "This loop may never end." in text


def test_what_comes_after_a_cell_that_stops_was_not_tried() -> None:
    missing = Outcome("examples", "", Verdict.MISSING, "fee", visible=True)
    stopped = (CellError("a", "SyntaxError", "invalid syntax", "si x:"),)
    assert "✗ examples: not tried\n" in shown(replace(grade(missing), cell_errors=stopped))[1]
    assert "✗ examples: missing\n" in shown(grade(missing))[1]
