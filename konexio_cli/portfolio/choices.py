"""What the learner decides about their portfolio: words, order, and what stays private."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from konexio_cli.durable import write_atomically
from konexio_cli.errors import KonexioError

FILE = "choices.json"
_LONG, _SHORT = 2_000, 200

Short = Annotated[str, Field(max_length=_SHORT)]


@dataclass(frozen=True, slots=True)
class Choices:
    """The learner's own: `order` names what comes first; `hidden` is never shown.

    `words` are about one exercise each, by its id.
    """

    name: str = ""
    headline: str = ""
    about: str = ""
    contact: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    words: dict[str, str] = field(default_factory=dict)

    @property
    def texts(self) -> tuple[str, ...]:
        """All that the learner wrote for strangers to read."""
        own = (self.name, self.headline, self.about, *self.contact, *self.words.values())
        return tuple(text for text in own if text)

    def hide(self, exercise: str) -> Choices:
        """Return the choices with an exercise left out."""
        return replace(self, hidden=(*(one for one in self.hidden if one != exercise), exercise))

    def show(self, exercise: str) -> Choices:
        """Return the choices with an exercise shown again."""
        return replace(self, hidden=tuple(one for one in self.hidden if one != exercise))

    def put_first(self, exercise: str) -> Choices:
        """Return the choices with an exercise before all others."""
        return replace(self, order=(exercise, *(one for one in self.order if one != exercise)))

    def say(self, words: str, exercise: str) -> Choices:
        """Return the choices with other words about an exercise; "" takes them away."""
        others = {one: text for one, text in self.words.items() if one != exercise}
        return replace(self, words=others | ({exercise: words} if words else {}))

    def in_order(self, exercises: Sequence[str]) -> list[str]:
        """Return those of `exercises` that are shown, the chosen ones first."""
        shown = [one for one in exercises if one not in self.hidden]
        first = [one for one in self.order if one in shown]
        return first + [one for one in shown if one not in first]


class _Shape(BaseModel):
    """choices.json. Keys that a later konexio adds are no error."""

    model_config = ConfigDict(frozen=True)

    name: Short = ""
    headline: Short = ""
    about: Annotated[str, Field(max_length=_LONG)] = ""
    contact: tuple[Short, ...] = ()
    hidden: tuple[Short, ...] = ()
    order: tuple[Short, ...] = ()
    words: dict[Short, Annotated[str, Field(max_length=_LONG)]] = {}


def read_choices(folder: Path) -> Choices:
    """Return the choices kept in a portfolio; usual ones without a file.

    Raise KonexioError when the file is damaged.
    """
    path = folder / FILE
    try:
        return Choices(**_Shape.model_validate_json(path.read_bytes()).model_dump())
    except FileNotFoundError:
        return Choices()
    except (OSError, ValidationError, ValueError):
        raise KonexioError("choices-damaged", file=path) from None


def write_choices(folder: Path, choices: Choices) -> None:
    """Keep the choices. Raise KonexioError when a text is too long or no text, or the disk says no."""
    try:
        shape = _Shape(**{name: getattr(choices, name) for name in _Shape.model_fields})
    except ValidationError as problem:
        first = problem.errors()[0]
        place, most = ".".join(map(str, first["loc"])), first.get("ctx", {}).get("max_length")
        if most is None:
            raise KonexioError("words-unreadable", what=place) from None
        raise KonexioError("words-too-long", what=place, most=most) from None
    folder.mkdir(parents=True, exist_ok=True)
    write_atomically(folder / FILE, shape.model_dump_json(indent=1) + "\n")
