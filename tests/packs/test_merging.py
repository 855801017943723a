"""A newer version around a learner's own work: theirs stays, the author's is new."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Exercise, Kind, Round
from konexio_cli.model.language import Language, Translated
from konexio_cli.model.notebook import WRITTEN, Cell, Role
from konexio_cli.packs.compose import compose
from konexio_cli.packs.merging import Sentences, merge

PATH = Path("add.ipynb")
SENTENCES = Sentences("No longer here.", "You changed this.")
LABELS = {Role.GIVEN: "Given.", Role.ANSWER: "Write here.", Role.CHECK: "Examples."}
Form = dict[str, Any]


def authors(brief: str, *cells: Cell) -> str:
    """Return the notebook of an exercise with these cells, before anybody wrote in it."""
    one = Round(1, Translated({Language.EN: brief}), (), cells)
    title = Translated({Language.EN: "Add"})
    exercise = Exercise("m01/add", Kind.SKILL, title, (), 10, 1, (), (one,))
    return compose(exercise, Language.EN, LABELS)


SETUP = Cell("import csv", name="setup", role=Role.GIVEN)
ADD = Cell("def add(a, b):\n    ...", name="add", role=Role.ANSWER)
CHECK = Cell("assert add(1, 2) == 3", name="examples", role=Role.CHECK)
OLD = authors("Add two.", SETUP, ADD, CHECK)
NEWER_CHECK = Cell("assert add(2, 2) == 4", name="examples", role=Role.CHECK)
DOUBLE = Cell("def double(a):\n    ...", name="double", role=Role.ANSWER)
NEW = authors("Add two numbers.", ADD, DOUBLE, NEWER_CHECK)


def cells(text: str) -> list[Form]:
    found: list[Form] = json.loads(text)["cells"]
    return found


def sources(text: str) -> list[str]:
    return ["".join(cell["source"]) for cell in cells(text)]


def with_cells(text: str, changed: list[Form]) -> str:
    return json.dumps(json.loads(text) | {"cells": changed})


def written(text: str, **sources_by_name: str) -> str:
    """Return a notebook with other texts in some cells, as a learner leaves them."""
    found = cells(text)
    for cell in found:
        if cell["id"] in sources_by_name:
            cell["source"] = sources_by_name[cell["id"]]
    return with_cells(text, found)


def merged(text: str, old: str | None = OLD, new: str = NEW) -> str:
    """Return the merged notebook, which is a valid one; merging it again changes nothing."""
    base = [] if old is None else [old.encode()]
    after = merge(text.encode(), (base, new.encode()), SENTENCES, PATH)
    result = text if after is None else after
    nbformat.validate(json.loads(result))
    for again in (base, [new.encode(), *base]):
        assert merge(result.encode(), (again, new.encode()), SENTENCES, PATH) is None
    return result


def extra(source: str, name: str = "mine") -> Form:
    return {
        "cell_type": "code",
        "execution_count": 3,
        "id": name,
        "metadata": {},
        "outputs": [],
        "source": source,
    }


def test_an_untouched_notebook_becomes_the_new_one() -> None:
    assert json.loads(merged(OLD)) == json.loads(NEW)


def test_a_notebook_that_is_new_already_is_left_alone() -> None:
    for text in (NEW, written(NEW, add="mine", double="mine, too")):
        assert merge(text.encode(), ([OLD.encode()], NEW.encode()), SENTENCES, PATH) is None


def test_an_answer_stays_and_the_cells_around_it_are_new() -> None:
    answer = "def add(a, b):\n    return a + b  "
    after = merged(written(OLD, add=answer))
    assert sources(after) == [
        "# Add\n\nAdd two numbers.",
        "Write here.",
        answer,
        "Write here.",
        "def double(a):\n    ...",
        "Examples.",
        "assert add(2, 2) == 4",
    ]


def test_extra_cells_stay_behind_their_neighbours() -> None:
    found = cells(written(OLD, add="def add(a, b): return a + b"))
    for place, name in ((0, "top"), (4, "below-setup"), (7, "below-add"), (10, "end")):
        found.insert(place, extra(f"print('{name}')", name))
    after = cells(merged(with_cells(OLD, found)))
    ids = [cell["id"] for cell in after]
    assert ids[0] == "top"
    assert ids[ids.index("add") + 1] == "below-add"
    assert ids[-1] == "end"
    # Its neighbour is gone: it stays behind what stood before that.
    assert ids[ids.index("brief") + 1] == "below-setup"
    assert [cell for cell in after if cell["id"] == "below-add"] == [found[7]]


def test_an_answer_that_is_gone_stays_with_a_sentence_and_comes_back() -> None:
    mine = written(OLD, add="def add(a, b): return a + b")
    without = authors("Only double.", DOUBLE)
    after = merged(mine, OLD, without)
    place = sources(after).index(SENTENCES.former)
    assert sources(after)[place + 1] == "def add(a, b): return a + b"
    assert "import csv" not in sources(after)
    back = merged(after, without, NEW)
    assert SENTENCES.former not in sources(back)
    assert sources(back).count("def add(a, b): return a + b") == 1
    assert [c["id"] for c in cells(back)] == [c["id"] for c in cells(NEW)]


@pytest.mark.parametrize("name", ["setup", "examples", "brief", "label-add"])
def test_an_authors_cell_that_the_learner_changed_stays_too(name: str) -> None:
    mine = written(OLD, **{name: "something of mine"})
    newer = authors(
        "Add two numbers.",
        Cell("import json", name="setup", role=Role.GIVEN),
        ADD,
        NEWER_CHECK,
    ).replace("Write here.", "Your answer:")
    after = cells(merged(mine, OLD, newer))
    place = next(n for n, cell in enumerate(after) if cell["source"] == "something of mine")
    assert "".join(after[place - 1]["source"]) == SENTENCES.changed
    assert after[place - 2]["id"] == name
    assert after[place]["metadata"]["konexio"] == {"role": "extra"}


def test_a_changed_cell_that_its_author_left_alone_stays_in_its_place() -> None:
    mine = written(OLD, setup="import json", brief="my notes")
    newer = authors("Add two numbers.", SETUP, ADD, NEWER_CHECK)
    after = sources(merged(mine, OLD, newer))
    assert after[after.index("import json") - 1] == "Given."
    assert "import csv" not in after


def test_a_notebook_of_any_earlier_version_has_no_changes_of_the_learner() -> None:
    middle = authors("Add.", ADD, CHECK)
    bases = [middle.encode(), OLD.encode()]
    after = merge(written(OLD, add="mine").encode(), (bases, NEW.encode()), SENTENCES, PATH)
    assert after
    assert json.loads(after) == json.loads(merged(written(OLD, add="mine")))


def test_a_changed_cell_that_is_gone_stays_with_a_sentence() -> None:
    after = sources(merged(written(OLD, setup="import csv, json")))
    assert after[after.index(SENTENCES.former) + 1] == "import csv, json"


def test_a_deleted_answer_does_not_come_back_empty() -> None:
    mine = [cell for cell in cells(OLD) if cell["id"] != "add"]
    after = merged(with_cells(OLD, mine))
    assert "def add(a, b):\n    ..." not in sources(after)
    assert "def double(a):\n    ..." in sources(after)


def test_a_deleted_cell_of_the_author_comes_back() -> None:
    mine = [cell for cell in cells(OLD) if cell["id"] not in {"brief", "examples"}]
    assert json.loads(merged(with_cells(OLD, mine))) == json.loads(NEW)


def test_copies_stay_where_they_are() -> None:
    found = cells(written(OLD, add="first"))
    copied = found[4] | {"id": "copy", "source": "second"}
    found.insert(5, copied)
    after = sources(merged(with_cells(OLD, found)))
    assert after[after.index("first") + 1] == "second"


@pytest.mark.parametrize("ids", [True, False])
def test_without_names_texts_tell_what_is_what(ids: bool) -> None:
    found = cells(written(OLD, add="def add(a, b): return a + b"))
    for number, cell in enumerate(found):
        cell["metadata"] = {}
        cell["id"] = f"lost-{number}" if ids else cell["id"]
    after = sources(merged(with_cells(OLD, found)))
    assert after.count("def add(a, b): return a + b") == 1
    assert "def add(a, b):\n    ..." not in after
    assert "assert add(1, 2) == 3" not in after
    assert after.count("# Add\n\nAdd two numbers.") == 1


def test_what_was_pulled_may_be_unknown() -> None:
    after = sources(merged(written(OLD, add="mine"), None))
    assert "mine" in after
    # Nobody knows who wrote the older check.
    assert after[after.index("assert add(1, 2) == 3") - 1] == SENTENCES.changed
    assert json.loads(merged(written(NEW, add="mine"), None)) == json.loads(
        written(NEW, add="mine")
    )


def test_cells_have_ids_only_where_their_format_has() -> None:
    found = json.loads(written(OLD, setup="x")) | {"nbformat_minor": 4}
    for cell in found["cells"]:
        del cell["id"]
    assert all("id" not in cell for cell in cells(merged(json.dumps(found))))


def test_roles_may_change() -> None:
    given_add = authors("Look.", Cell("def add(a, b): return 0", name="add", role=Role.GIVEN))
    after = sources(merged(written(OLD, add="mine"), OLD, given_add))
    assert after[-3:] == ["def add(a, b): return 0", SENTENCES.changed, "mine"]
    same_text = authors("Look.", Cell(ADD.source, name="add", role=Role.GIVEN))
    after = sources(merged(written(OLD, add="mine"), OLD, same_text))
    assert after[-3:] == [ADD.source, SENTENCES.changed, "mine"]
    answer = authors("Write.", Cell("import os", name="setup", role=Role.ANSWER))
    assert "mine" in sources(merged(written(OLD, setup="mine"), OLD, answer))
    assert "import os" in sources(merged(OLD, OLD, answer))


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "notebook-empty"),
        (b'{"cells": [', "notebook-damaged"),
        (b"[]", "notebook-not-one"),
        (b'{"cells": [1]}', "notebook-not-one"),
        (b'{"cells": {}}', "notebook-not-one"),
        (b'{"cells": [], "metadata": []}', "notebook-not-one"),
        (b'{"worksheets": [], "nbformat": 3}', "notebook-not-one"),
        (b'{"cells": [], "metadata": {}}', "merge-unknown"),
        (b'{"cells": [{"id": [], "metadata": 7, "source": 7}]}', "merge-unknown"),
        (b'{"cells": [' + b"[" * 5_000, "notebook-damaged"),
    ],
)
def test_what_is_no_notebook_of_this_exercise(body: bytes, code: str) -> None:
    with pytest.raises(KonexioError) as caught:
        merge(body, ([OLD.encode()], NEW.encode()), SENTENCES, PATH)
    assert (caught.value.code, caught.value.facts["file"]) == (code, PATH)


NAMES = list("abcdef")
ROLES = [Role.GIVEN, Role.ANSWER, Role.OPTIONAL, Role.CHECK]


@st.composite
def versions(draw: st.DrawFn) -> str:
    """Draw a version of an exercise: some cells in some order, with few different texts."""
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=1, max_size=5))
    chosen = (
        Cell(
            draw(st.sampled_from(["x", "y", ""])) or f"text of {name}",
            name=name,
            role=draw(st.sampled_from(ROLES)),
        )
        for name in names
    )
    return authors(draw(st.sampled_from(["one", "two"])), *chosen)


@st.composite
def lived_in(draw: st.DrawFn, text: str) -> tuple[str, list[Form]]:
    """Draw what a learner made of a notebook, and the cells in which they wrote."""
    found = cells(text)
    mine: list[Form] = []  # cells that are written in are not deleted, and not written in again
    for number in range(draw(st.integers(0, 6))):
        place = draw(st.integers(0, len(found) - 1)) if found else 0
        what = draw(st.sampled_from(["write", "add", "copy", "delete", "move", "forget"]))
        if what == "add" or not found:
            found.insert(place, extra(f"extra {number}", f"extra-{number}"))
            mine.append(found[place])
        elif what == "write" and found[place] not in mine:
            found[place] = found[place] | {"source": f"mine {number}"}
            mine.append(found[place])
        elif what == "copy":
            found.insert(place, found[place] | {"id": f"copy-{number}"})
        elif what == "delete" and found[place] not in mine:
            del found[place]
        elif what == "move":
            found.insert(draw(st.integers(0, len(found) - 1)), found.pop(place))
        elif what == "forget" and found[place] not in mine:
            found[place] = found[place] | {"metadata": {}, "id": f"lost-{number}"}
    return with_cells(text, found), mine


def carried(text: str) -> list[str]:
    """Return the names that the cells of a notebook carry."""
    return [cell["metadata"].get("konexio", {}).get("name", "") for cell in cells(text)]


@given(st.data(), versions(), versions(), st.booleans())
def test_any_work_survives_any_version(data: st.DataObject, old: str, new: str, told: bool) -> None:
    mine, own = data.draw(lived_in(old))
    base = old if told else None
    if not set(carried(mine)) & set(carried(new)):
        return  # nothing of the exercise may be left in it
    there = cells(merged(mine, base, new))
    for cell in own:
        assert cell["source"] in [one["source"] for one in there]
        ours = cell["metadata"].get("konexio", {"name": "", "role": "extra"})
        roles = {c["id"]: c["metadata"]["konexio"]["role"] for c in cells(new)}
        if {ours["role"], roles.get(ours["name"], ours["role"])} <= {*WRITTEN, "extra"}:
            assert cell in there
    for cell in cells(new):
        role = cell["metadata"]["konexio"]["role"]
        if role not in {*WRITTEN, "brief"} and (not told or cell not in cells(old)):
            assert "".join(cell["source"]) in ["".join(one["source"]) for one in there]
