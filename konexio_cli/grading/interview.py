"""Questions put to a room: calls, names and attributes, as if the learner's code were here.

Everything that comes back is plain data, rebuilt on this side. An object of the
learner's own class stays in its room; here a `Remote` stands for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from konexio_cli.grading.foresight import Told
from konexio_cli.grading.raised import ExceptionClasses, MissingName
from konexio_cli.model.verdict import Verdict
from konexio_cli.sandbox.agent import Request
from konexio_cli.sandbox.decoding import Decoder
from konexio_cli.sandbox.encoding import Encoder
from konexio_cli.sandbox.room import Room, RoomEnded
from konexio_cli.sandbox.wire import Handle, Json, WireError

# Made once: json.dumps with options makes one for each call.
_SORTED = json.JSONEncoder(sort_keys=True)
# No answer is an answer too. An endless loop runs out of time on one machine and out
# of memory on another: the same mistake.
_ENDED: Json = ["MemoryError", "MemoryError"]


@dataclass(slots=True)
class Interview:
    """One conversation with one room, and a record of it where one is wanted.

    `record` holds (question, answer) pairs as comparable text: what another
    submission would have to answer to be wrong in the same way. `told` is what the room
    has told already, as it would when asked.
    """

    room: Room
    printed: str = ""
    typed: list[str] = field(default_factory=list)
    record: list[tuple[str, str]] | None = None
    notes_claims: bool = False
    told: Told = field(default_factory=Told)
    _exceptions: ExceptionClasses = field(default_factory=ExceptionClasses)
    _functions: dict[str, Remote] = field(default_factory=dict)

    def get(self, name: str) -> object:
        """Return the value of a name of the learner's notebook. Raise MissingName without it.

        A function is asked for once: a check calls it often, and nothing rebinds it.
        """
        if name not in self._functions:
            value = self._decoded(self._told_of(name))
            if not (isinstance(value, Remote) and _handle_of(value).callable):
                return value
            self._functions[name] = value
        return self._functions[name]

    def _told_of(self, name: str) -> Json:
        request: Request = {"op": "get", "name": name}
        form = self.told.functions.get(name)
        if form is None:
            return self._ask(request)
        self._note(request, {"value": form})
        return form

    def call(self, target: Handle, args: tuple[object, ...], named: dict[str, object]) -> object:
        """Call a function of the learner's; what it changed in `args` is changed here too."""
        value = self._ask(
            {
                "op": "call",
                "target": _encoded(target),
                "args": _encoded(list(args)),
                "named": _encoded(named) if named else {"$": "dict", "v": []},
            }
        )
        match value:
            case [result, [*changes]]:
                for change in changes:
                    self._change(args, change)
                return self._decoded(result)
        raise RoomEnded(Verdict.ERROR)

    def about(self, operation: str, target: Handle, **more: object) -> object:
        """Ask for an attribute, an item, the items, the length or the text of an object."""
        fields = {key: _encoded(value) for key, value in more.items()}
        form = self._ask({"op": operation, "target": _encoded(target), **fields})
        return self._decoded(form)

    def _change(self, args: tuple[object, ...], change: Json) -> None:
        match change:
            case [int(position), form] if 0 <= position < len(args):
                _refill(args[position], self._decoded(form))
                return
        raise RoomEnded(Verdict.ERROR)

    def _ask(self, request: Request) -> Json:
        request["typed"] = list(self.typed)
        try:
            answer = self.told.answer(request) or self.room.ask(request)
        except RoomEnded:
            self._note(request, {"raised": _ENDED})
            raise
        self._listen(answer)
        self._note(request, answer)
        if "absent" in answer:
            raise MissingName(str(request["name"]))
        if "raised" in answer:
            raise self._raised(answer["raised"])
        return answer.get("value")

    def _listen(self, answer: Request) -> None:
        printed, read = answer.get("printed"), answer.get("read")
        if not isinstance(printed, str) or type(read) is not int:
            raise RoomEnded(Verdict.ERROR)
        self.printed += printed
        del self.typed[: max(read, 0)]

    def note(self, question: str, answer: str) -> None:
        """Put a question that was not asked here, and its answer, into the record."""
        if self.record is not None:
            self.record.append((question, answer))

    def claim(self, line: int, truth: object) -> None:
        """Note whether a check's demand holds, where a check reads a structured answer.

        Two people's own words, hours and prices are never equal: what they have in common
        is which demands their files miss.
        """
        if self.notes_claims:
            self.note(f"line {line}", str(bool(truth)))

    def _note(self, request: Request, answer: Request) -> None:
        if self.record is None:
            return
        question = {key: value for key, value in request.items() if key != "typed"}
        raised = answer.get("raised")
        # The same mistake raises the same exception; its words name the learner's own names.
        kind = raised[:2] if isinstance(raised, list) else None
        told = [answer.get("value"), kind, "absent" in answer]
        printed = bool(answer.get("printed")) if request["op"] == "call" else False
        self.note(comparable(question), comparable([*told, printed]))

    def _raised(self, form: Json) -> Exception:
        match form:
            case [str(name), str(base), str(text), str(line)]:
                if name == "MemoryError":
                    raise RoomEnded(Verdict.MEMORY)
                return self._exceptions.named(name, base)(text, line)
        raise RoomEnded(Verdict.ERROR)

    def _decoded(self, form: Json) -> object:
        if not isinstance(form, dict | list):
            return form
        try:
            return Decoder(self._fetched)(form)
        except WireError:
            raise RoomEnded(Verdict.ERROR) from None

    def _fetched(self, handle: Handle) -> object:
        if handle.raises:
            return self._exceptions.named(handle.type_name, handle.raises)
        return Remote(self, handle)


class Remote:
    """Stands for an object that stays in its room. Equal to nothing but itself."""

    __slots__ = ("_handle", "_interview")

    def __init__(self, interview: Interview, handle: Handle) -> None:
        self._interview = interview
        self._handle = handle

    def __call__(self, *args: object, **named: object) -> object:  # noqa: D102 - ruff takes __call__ for a method with a meaning of its own
        return self._interview.call(self._handle, args, named)

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._interview.about("attribute", self._handle, name=name)

    def __getitem__(self, key: object) -> object:
        return self._interview.about("item", self._handle, key=key)

    def __iter__(self) -> Iterator[object]:
        items = self._interview.about("items", self._handle)
        if not isinstance(items, list):
            raise RoomEnded(Verdict.ERROR)
        return iter(items)

    def __len__(self) -> int:
        length = self._interview.about("length", self._handle)
        if type(length) is not int:
            raise RoomEnded(Verdict.ERROR)
        return length

    def __str__(self) -> str:
        return str(self._interview.about("text", self._handle))

    def __repr__(self) -> str:
        return f"<{self._handle.type_name}>"

    def __bool__(self) -> bool:
        # An object could say yes to everything; a check must ask for plain data.
        raise TypeError(f"{self!r} is neither True nor False")


def _handle_of(value: object) -> Handle:
    if isinstance(value, Remote):
        return object.__getattribute__(value, "_handle")  # type: ignore[no-any-return]  # a slot of ours
    raise TypeError(f"{type(value).__name__} cannot be given to the learner's code")


_encoded = Encoder(_handle_of)


def _refill(ours: object, new: object) -> None:
    """Give a list, dict or set of ours the content that the learner's code left in its copy."""
    match ours, new:
        case list(), list():
            ours[:] = new
        case bytearray(), bytes():
            ours[:] = new
        case dict(), dict():
            ours.clear()
            ours.update(new)
        case set(), set():
            ours.clear()
            ours.update(new)


def comparable(form: Json) -> str:
    """Return `form` as text that is equal for equal values, whatever their numbers in a room."""
    return _SORTED.encode(_without_numbers(form))


def _without_numbers(form: Json) -> Json:
    if isinstance(form, list):
        return [_without_numbers(one) for one in form]
    if isinstance(form, dict):
        if form.get("$") == "handle" and isinstance(form["v"], list):
            return ["handle", form["v"][1]]
        return {key: _without_numbers(value) for key, value in form.items()}
    return form
