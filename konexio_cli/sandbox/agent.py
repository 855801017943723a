"""The room's side: holds the learner's names and answers questions about them.

It runs beside learner code and so is never believed: the judge takes its answers
as a learner's claims, decodes them defensively, and compares them elsewhere.
"""

from __future__ import annotations

import builtins
import contextlib
import io
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from types import FunctionType, ModuleType
from typing import TypeAlias

from konexio_cli.sandbox.decoding import Decoder
from konexio_cli.sandbox.encoding import Encoder
from konexio_cli.sandbox.exceptions import builtin_base, describe, line_of
from konexio_cli.sandbox.wire import Handle, Json, dumps, loads

Request: TypeAlias = dict[str, Json]

_MUTABLE = (list, dict, set, bytearray)
_MAX_ITEMS = 100_000


class CappedText(io.StringIO):
    """Printed text up to a number of characters; what comes after is dropped."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._left = most

    def write(self, text: str) -> int:
        """Keep as much of `text` as there is room for."""
        super().write(text[: max(self._left, 0)])
        self._left -= len(text)
        return len(text)


class Agent:
    """Answers one request at a time about the names in `names`.

    A request is `{"id", "op", …}`; its answer carries the same id, and either
    `value`, `raised` or `absent`, with what was `printed` and how many typed lines were `read`.
    """

    def __init__(self, names: dict[str, object], output_characters: int = 262_144) -> None:
        self._names = names
        self.output = output_characters  # how much of what is printed is kept
        self._kept: list[object] = []
        self._encode = Encoder(self._keep)
        self._decode = Decoder(self._fetch)
        self._operations: Mapping[str, Callable[[Request], Json]] = {
            "names": self._public_names,
            "functions": self._functions,
            "many": self._many,
            "get": lambda r: self._encode(self._names[str(r["name"])]),
            "call": self._call,
            "attribute": lambda r: self._encode(getattr(self._target(r), str(r["name"]))),
            "item": lambda r: self._encode(self._target(r)[self._decode(r["key"])]),  # type: ignore[index]  # the learner's object may have no items: that is an answer too
            "items": self._items,
            "length": lambda r: len(self._target(r)),  # type: ignore[arg-type]  # as above
            "text": lambda r: str(self._target(r)),
        }

    def answer(self, frame: bytes) -> bytes:
        """Return the answer to the request in `frame`."""
        request = loads(frame)
        if not isinstance(request, dict):
            return dumps(None)
        return dumps({"id": request.get("id")} | self._answered(request))

    def _answered(self, request: Request) -> Request:
        typed = request.get("typed")
        keyboard = Keyboard(typed if isinstance(typed, list) else [])
        printed = CappedText(self.output)
        with keyboard, contextlib.redirect_stdout(printed):
            answer = self._do(request)
        return answer | {"printed": printed.getvalue(), "read": keyboard.read}

    def _do(self, request: Request) -> Request:
        name = request.get("name")
        if request["op"] == "get" and name not in self._names:
            return {"absent": name}
        return _tried(lambda: self._operations[str(request["op"])](request))

    def _target(self, request: Request) -> object:
        return self._decode(request["target"])

    def _public_names(self, _: Request) -> Json:
        names: list[Json] = [
            name
            for name, value in sorted(self._names.items())
            if not name.startswith("_") and not isinstance(value, ModuleType)
        ]
        return names

    def _functions(self, _: Request) -> Json:
        public = [name for name in self._names if not name.startswith("_")]
        functions = {n: self._names[n] for n in public if type(self._names[n]) is FunctionType}
        return {name: self._encode(one) for name, one in functions.items()}

    def told(self, calls: list[tuple[str, Json, Json]]) -> tuple[Json, Json]:
        """Return the functions, and the answer to each call of one by its name."""
        functions = self._functions({})
        assert isinstance(functions, dict)
        answers: list[Json] = []
        printed = CappedText(self.output)
        with Keyboard([]), contextlib.redirect_stdout(printed):
            for name, args, named in calls:
                called = partial(self._called, self._names.get(name), args, named)
                answer = _tried(called) if name in functions else None
                answers.append(answer and answer | {"printed": printed.getvalue(), "read": 0})
                if printed.tell():
                    sys.stdout = printed = CappedText(self.output)
        return functions, answers

    def _many(self, request: Request) -> Json:
        asks = request["asks"]
        assert isinstance(asks, list)
        return [self._answered(ask) for ask in asks if isinstance(ask, dict)]

    def _call(self, request: Request) -> Json:
        return self._called(self._target(request), request["args"], request["named"])

    def _called(self, function: object, args: Json, by_name: Json) -> Json:
        arguments, named = self._decode(args), self._decode(by_name)
        assert isinstance(arguments, list)
        assert isinstance(named, dict)
        before = [self._mutable(value) for value in arguments]
        result = self._encode(function(*arguments, **named))  # type: ignore[operator]  # calling what cannot be called is the learner's TypeError
        after = [self._mutable(value) for value in arguments]
        changed: Json = [[i, new] for i, new in enumerate(after) if new != before[i]]
        return [result, changed]

    def _mutable(self, value: object) -> Json:
        return self._encode(value) if isinstance(value, _MUTABLE) else None

    def _items(self, request: Request) -> Json:
        values: list[Json] = []
        for value in self._target(request):  # type: ignore[attr-defined]  # as for "item"
            if len(values) >= _MAX_ITEMS:
                break
            values.append(self._encode(value))
        return values

    def _keep(self, value: object) -> Handle:
        self._kept.append(value)
        return Handle(len(self._kept) - 1, _kind(value), callable(value), _raises(value))

    def _fetch(self, handle: Handle) -> object:
        return self._kept[handle.number]


def _tried(act: Callable[[], Json]) -> Request:
    try:
        return {"value": act()}
    except BaseException as problem:  # noqa: BLE001 - whatever learner code raises is an answer
        return {"raised": [*describe(problem), line_of(problem)]}


def _kind(value: object) -> str:
    """Return what a check may be told of an object: an exception class goes by its own name."""
    if isinstance(value, type):
        return value.__name__ if issubclass(value, BaseException) else "type"
    return "function" if callable(value) else type(value).__name__


def _raises(value: object) -> str:
    """Return the builtin exception under an exception class, so that a check can name it."""
    if isinstance(value, type) and issubclass(value, BaseException):
        return builtin_base(value)
    return ""


class Keyboard:
    """Answers `input()` from planned lines, while it is entered."""

    def __init__(self, lines: list[Json]) -> None:
        self._lines: Iterator[Json] = iter(lines)
        self.read = 0

    def __enter__(self) -> None:
        self._real = builtins.input
        builtins.input = self.line

    def __exit__(self, *_: object) -> None:
        builtins.input = self._real

    def line(self, prompt: object = "", /) -> str:
        """Return the next planned line, as `input` does; raise EOFError when there is none."""
        del prompt  # Jupyter shows prompts apart from printed text; so do we
        for line in self._lines:
            self.read += 1
            return str(line)
        raise EOFError("input() has nothing more to read")
