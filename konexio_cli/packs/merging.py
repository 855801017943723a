"""A learner's notebook brought to a newer version of its exercise, cell by cell.

The author's cells become the new ones, in the new order. What a learner wrote stays as it
is: in its own cell, or behind the same neighbour as before.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from konexio_cli.errors import KonexioError
from konexio_cli.model.notebook import Role
from konexio_cli.packs.authored import (
    FORMER,
    LABEL,
    Versions,
    name_in,
    same_text,
    source_of,
)
from konexio_cli.packs.forms import Form, has_ids, text_of, without_id
from konexio_cli.packs.notebooks import load

_FORMAT = 4
_LONGEST_ID = 64


@dataclass(frozen=True, slots=True)
class Sentences:
    """What stands above a learner's work that has no place of its own any more.

    `former`: the exercise no longer has this part. `changed`: they had changed an author's cell.
    """

    former: str
    changed: str


def merge(
    body: bytes, versions: tuple[Sequence[bytes], bytes], sentences: Sentences, path: Path
) -> str | None:
    """Return the notebook in `body` with the author's cells of the new version.

    `versions` are the notebooks as the author gave them: all that were pulled before, the
    newest first, and the new one. None when nothing is to change; `path` is only for messages.
    Raise KonexioError when `body` is no notebook of format 4, or has no cell of its exercise.
    """
    try:
        return _merged(load(body, path)[0], versions, sentences, path)
    except RecursionError:
        raise KonexioError("notebook-damaged", file=path, line=1) from None


def _merged(
    notebook: Form, versions: tuple[Sequence[bytes], bytes], sentences: Sentences, path: Path
) -> str | None:
    cells = _cells(notebook, path)
    new = load(versions[1], path)[0]
    known = Versions.of((load(one, path)[0]["cells"] for one in versions[0]), new["cells"])
    merged = _Merging(known, sentences).merged(cells, path)
    facts = new["metadata"]["konexio"]
    if merged == cells and notebook["metadata"].get("konexio") == facts:
        return None
    kept = {id(cell) for cell in cells}
    notebook["cells"] = list(_with_ids(merged, kept, ids=has_ids(notebook)))
    notebook["metadata"]["konexio"] = facts
    return text_of(notebook)


def _cells(notebook: Form, path: Path) -> list[Form]:
    cells, metadata = notebook.get("cells"), notebook.setdefault("metadata", {})
    if (
        isinstance(cells, list)
        and all(isinstance(cell, dict) for cell in cells)
        and isinstance(metadata, dict)
        and notebook.get("nbformat", _FORMAT) == _FORMAT
    ):
        return list(cells)
    raise KonexioError("notebook-not-one", file=path)


@dataclass(frozen=True, slots=True)
class _Merging:
    """One merge: what both versions say of the cells, and the sentences for what is left over."""

    versions: Versions
    sentences: Sentences

    def merged(self, cells: Sequence[Form], path: Path) -> list[Form]:
        """Return the cells in the order of the new version, the learner's own behind theirs."""
        new = list(self.versions.new)
        behind: dict[str, list[Form]] = defaultdict(list)
        mine: dict[str, Form] = {}
        told = set(map(name_in, cells))
        place, nameless = "", False
        for name, cell, is_copy in self.versions.placed(cells):
            nameless |= not name and cell.get("cell_type") == "code"
            if name not in new:
                behind[place] += self._left_over(name, cell, told)
            elif is_copy:
                # Never in front of its first: that would make another one the first.
                behind[max(place, name, key=new.index) if place else name].append(cell)
            else:
                place, mine[name] = name, cell
        if not mine:
            raise KonexioError("merge-unknown", file=path)
        missing = self._missing(nameless=nameless)
        result = behind[""]
        for name, fresh in self.versions.new.items():
            if name in mine:
                result += self._renewed(name, fresh, mine[name])
            elif name in missing:
                result.append(fresh)
            result += behind[name]
        return result

    def _left_over(self, name: str, cell: Form, told: set[str]) -> Iterator[Form]:
        """Give a cell that has no place in the new version, unless it is only the author's.

        `told` are the names of the sentences that stand there already.
        """
        if not name:
            if not self._is_needless(cell):
                yield cell
        elif not self.versions.is_untouched(name, cell):
            if f"{FORMER}-{name}" not in told:
                told.add(f"{FORMER}-{name}")
                yield _marker(f"{FORMER}-{name}", self.sentences.former)
            # An answer that keeps its name finds its place again if the author brings it back.
            yield cell if self.versions.is_answer(name) else _own(cell)

    def _is_needless(self, cell: Form) -> bool:
        """Whether this is our sentence above an answer that has its place again."""
        name = name_in(cell).removeprefix(f"{FORMER}-")
        return (
            name != name_in(cell)
            and name in self.versions.new
            and same_text(source_of(cell), self.sentences.former)
        )

    def _renewed(self, name: str, fresh: Form, cell: Form) -> list[Form]:
        """Return what stands where a cell of the new version belongs."""
        if name_in(cell) == name and same_text(source_of(cell), source_of(fresh)):
            return [cell]  # with its results; without its name the next merge would have to guess
        if self.versions.is_untouched(name, cell):
            return [fresh]
        if self.versions.is_answer(name) or self.versions.is_still(name):
            return [cell]
        return [fresh, _marker(FORMER, self.sentences.changed), _own(cell)]

    def _missing(self, *, nameless: bool) -> set[str]:
        """Return the names of the cells to bring where the notebook has none.

        An answer's cell comes only when it is new: one that was there before was deleted, or
        is there without its name, and an empty one behind it would undo it.
        """
        known = self.versions
        lost = nameless and not known.base
        gone = {n for n in known.new if known.is_answer(n) and (n in known.base or lost)}
        return set(known.new) - gone - {f"{LABEL}{name}" for name in gone}


def _marker(name: str, sentence: str) -> Form:
    return {
        "cell_type": "markdown",
        "id": name,
        "metadata": {"konexio": {"name": name, "role": str(Role.BRIEF)}},
        "source": [sentence],
    }


def _own(cell: Form) -> Form:
    """Return an author's cell that the learner changed as a cell of their own."""
    metadata = cell.get("metadata")
    others = metadata if isinstance(metadata, dict) else {}
    name = str(cell.get("id", "")) or "cell"
    return cell | {"id": name, "metadata": others | {"konexio": {"role": str(Role.EXTRA)}}}


def _with_ids(cells: Sequence[Form], kept: set[int], *, ids: bool) -> Iterator[Form]:
    """Give the cells; those that are not the learner's own objects get an id of their own."""
    taken = {str(cell.get("id")) for cell in cells if id(cell) in kept}
    for cell in cells:
        if id(cell) in kept:
            yield cell
        elif not ids:
            yield without_id(cell)
        else:
            free = next(one for one in _ids_like(cell["id"]) if one not in taken)
            taken.add(free)
            yield cell | {"id": free}


def _ids_like(one: str) -> Iterator[str]:
    yield one
    yield from (f"{one[: _LONGEST_ID - 6]}-{number}" for number in itertools.count(2))
