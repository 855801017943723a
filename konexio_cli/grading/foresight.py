"""What checks are known to ask is asked at once: each question on its own costs two turns.

Only of programs that provably keep nothing (see `stateless`): to them, the order of
questions and their number make no difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from itertools import islice
from typing import TypeAlias

from konexio_cli.model.verdict import Verdict
from konexio_cli.sandbox.agent import Request
from konexio_cli.sandbox.room import Room, RoomEnded
from konexio_cli.sandbox.wire import Json

# By their own text: a function's name, and a call of it.
Calls: TypeAlias = dict[str, tuple[str, Request]]

# A question that two programs were asked is one of fixed values, and the next one's too.
_SURE = 2
_MOST_QUESTIONS = 100
_LONGEST = 2_000  # characters of one question
_MOST_REMEMBERED = 2_000
# Less than any call may take: what is not answered by then is asked one by one, in a new room.
SECONDS = 0.5


class Foresight:
    """The calls that the checks of one grader have made, by how many programs were asked."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._calls: Calls = {}

    def note(self, asked: Calls) -> None:
        """Remember what one program was asked."""
        for key, call in asked.items():
            if key in self._calls or len(self._calls) < _MOST_REMEMBERED:
                self._calls[key] = call
                self._counts[key] += 1

    def likely(self, functions: Container[str] | None = None) -> Calls:
        """Return the calls that the next program will be asked, of these functions or of all."""
        sure = (key for key, count in self._counts.items() if count >= _SURE)
        found = (key for key in sure if functions is None or self._calls[key][0] in functions)
        return {key: self._calls[key] for key in islice(found, _MOST_QUESTIONS)}


class Told:
    """What a program has told before it was asked: its functions, and answers of them."""

    def __init__(self, functions: Mapping[str, Json] | None = None) -> None:
        self.functions = functions or {}
        self.asked: Calls = {}
        self._answers: dict[str, Request] = {}
        self._names = {repr(form): name for name, form in self.functions.items()}

    def foresee(self, calls: Calls, room: Room) -> None:
        """Have calls answered. Raise RoomEnded when the room did not survive it."""
        if not calls:
            return
        asks: list[Json] = [
            {**call, "target": self.functions[name]} for name, call in calls.values()
        ]
        answers = room.ask({"op": "many", "asks": asks, "typed": []}, SECONDS).get("value")
        if not isinstance(answers, list):
            raise RoomEnded(Verdict.ERROR)
        self.hear(calls, answers)

    def hear(self, calls: Calls, answers: Sequence[Json]) -> None:
        """Keep the answers to calls. Raise RoomEnded when one has none, as no question ends so."""
        if len(answers) != len(calls):
            raise RoomEnded(Verdict.ERROR)
        for (key, (name, _)), answer in zip(calls.items(), answers, strict=True):
            if isinstance(answer, dict):
                self._answers[key] = answer
            elif name in self.functions:
                raise RoomEnded(Verdict.ERROR)

    def answer(self, request: Request) -> Request | None:
        """Return the answer to a call, if it was foreseen; None for any other question."""
        if request["op"] != "call" or request["typed"] or not self._names:
            return None
        name = self._names.get(repr(request["target"]))
        if name is None:
            return None
        call: Request = {"op": "call", "args": request["args"], "named": request["named"]}
        key = repr((name, call["args"], call["named"]))  # a fifth of the time that JSON takes
        if len(key) <= _LONGEST:
            self.asked[key] = (name, call)
        return self._answers.get(key)
