"""One sitting at `konexio watch`: saves and keys come in, one after the other."""

from __future__ import annotations

import contextlib
import queue
from collections import deque
from dataclasses import replace
from pathlib import Path

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.learner import checking
from konexio_cli.cli.learner.choosing import choose
from konexio_cli.cli.learner.desk import Desk
from konexio_cli.cli.learner.finding import Found, on_desk
from konexio_cli.cli.learner.hint import open_hint
from konexio_cli.cli.learner.restoring import restore
from konexio_cli.cli.learner.watching.saves import Saves, settled
from konexio_cli.cli.learner.watching.screen import Screen
from konexio_cli.cli.learner.watching.stopping import QUIT, SAVED, stopped_by
from konexio_cli.cli.output import Result, of_problem, path_line
from konexio_cli.errors import KonexioError
from konexio_cli.model.grade import Grade
from konexio_cli.model.verdict import Verdict
from konexio_cli.sandbox.stopping import Stopped

# Windows hears no Ctrl-C while a queue waits, so no wait is long.
_HEARTBEAT = 0.5


class Vigil:
    """Watches one notebook at a time, and keeps its rooms warm."""

    def __init__(
        self, desk: Desk | None, found: Found, asked: Asked, events: queue.Queue[str], *, keys: bool
    ) -> None:
        texts = asked.texts
        named = texts.say("watch.keys_plain" if asked.plain else "watch.keys") if keys else ""
        self._desk = desk
        self._found = found
        self._asked = asked
        self._texts = texts
        self._screen = Screen(asked, named)
        self._by = "key" if keys else "command"
        self._events = events
        self._heard: deque[str] = deque()
        self._rooms = contextlib.ExitStack()
        self._bench: checking.Bench | None = None
        self._passed = False
        self._may_skip = False
        self._is_unfinished = False
        self._problem: tuple[str, str] | None = None

    def keep(self) -> Result:
        """Check the notebook now and at each save, until a key ends it; return the last word."""
        with self._rooms:
            self._check((self._texts.say("watch.file", file=self._place()),))
            while self._goes_on():
                pass
        after = "check.next_passed" if self._passed else "watch.end"
        return Result("watch", {}, next_step=self._texts.say(after))

    def _goes_on(self) -> bool:
        """Watch one notebook; return whether another one comes after it."""
        with Saves(self._found, lambda: self._events.put(SAVED)):
            # A save may have come before the watcher did.
            self._events.put(SAVED)
            while (event := self._event()) not in QUIT:
                try:
                    if self._take(event):
                        return True
                except KonexioError as problem:
                    self._tell(problem)
        return False

    def _take(self, event: str) -> bool:
        """Do what an event asks for; return whether there is another notebook to watch."""
        match event:
            case "saved":
                self._look()
            case "h":
                self._hint()
            case "u":
                self._undo()
            case "n":
                return self._turn()
        return False

    def _event(self) -> str:
        while not self._heard:
            with contextlib.suppress(queue.Empty):
                return self._events.get(timeout=_HEARTBEAT)
        return self._heard.popleft()

    def _look(self) -> None:
        """Check the notebook if its bytes are others than before."""
        now = settled(self._found)
        if now.body != self._found.body or self._problem or self._is_unfinished:
            self._found = now
            self._check()

    def _place(self) -> Path:
        path = self._found.path
        return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path

    def _check(self, notes: tuple[str, ...] = ()) -> None:
        self._may_skip = False
        try:
            grade = self._graded()
            self._record(grade)
        except Stopped:
            # The save that stopped it may have been heard before: look again in any case.
            self._passed, self._is_unfinished = False, True
            self._heard.append(SAVED)
        except KonexioError as problem:
            self._bench = None  # whatever it was, the next check begins afresh
            self._tell(problem)
        else:
            self._show(grade, notes)

    def _graded(self) -> Grade:
        """Return the grade. Raise Stopped when a newer save or a key to quit comes before it."""
        self._is_unfinished = False
        bench = self._ready()
        bench.go_on()
        busy = self._texts.say("watch.busy", file=self._place())
        listening = stopped_by(self._events, self._heard, self._found, bench.stop)
        with self._screen.waiting(busy, self._texts.say("watch.busy_end")), listening:
            return bench.grade(self._found)

    def _ready(self) -> checking.Bench:
        wanted = set(self._found.exercise.libraries)
        if self._bench is None or not wanted <= set(self._bench.libraries):
            self._rooms.close()
            self._bench = self._rooms.enter_context(checking.Bench(tuple(sorted(wanted))))
        return self._bench

    def _record(self, grade: Grade) -> None:
        """Keep the attempt; to look at the same notebook again is no new one."""
        if self._desk is None:
            return
        journal = self._desk.journal
        if journal.last_checked(grade.exercise) == grade.submission_sha256:
            journal.current = grade.exercise
        else:
            checking.record(self._desk, self._found, grade)

    def _show(self, grade: Grade, notes: tuple[str, ...]) -> None:
        """Show the verdict at once; the portfolio's history takes longer."""
        self._passed, self._problem = grade.verdict is Verdict.PASSED, None
        self._screen.begin(self._told(grade, checking.Kept()))
        try:
            kept = checking.keep(self._desk, self._found, grade, self._asked)
            if kept.opened:
                self._found = settled(self._found)  # we wrote it ourselves: that was no save
        except KonexioError as problem:
            self._tell(problem, fresh=False)
            return
        told = self._told(grade, kept)
        after = "round" if kept.opened else "passed" if self._passed else "not_yet"
        step = self._texts.say(f"watch.{after}.{self._by}")
        all_notes = (*told.notes, *notes)
        self._screen.end(replace(told, command="watch", notes=all_notes, next_step=step))

    def _told(self, grade: Grade, kept: checking.Kept) -> Result:
        return checking.told(self._desk, self._found, grade, kept, self._asked, one_message=True)

    def _hint(self) -> None:
        hint = open_hint(self._demanded(), self._found.exercise, self._asked)
        step = self._texts.say("watch.not_yet.key")
        self._screen.tell(replace(hint, next_step=step))

    def _undo(self) -> None:
        """Put the notebook back as it was; pressed again, as it was before that."""
        desk, found = self._demanded(), self._found
        if not found.is_at_its_place(desk):
            raise KonexioError("undo-elsewhere", file=found.path)
        number = restore(desk, found.exercise.id).number
        self._found = settled(found)  # what we wrote is no save
        done = self._texts.say("undo.done", exercise=found.exercise.id, number=number)
        self._check((done, self._texts.say("undo.reload")))

    def _turn(self) -> bool:
        """Turn to the next exercise; return whether it is another one.

        What is not done is left only when that is asked twice.
        """
        desk, here = self._demanded(), self._found.exercise.id
        is_done = desk.is_done(here)
        if not (is_done or self._may_skip):
            self._may_skip = True
            self._screen.tell(self._still())
            return False
        chosen = choose(desk, None if is_done else desk.after(here), self._asked)
        name = chosen.data["exercise"]
        if name in {None, here}:
            self._screen.tell(chosen if name is None else self._still())
            return False
        self._found = on_desk(desk, str(name))
        self._passed, self._may_skip, self._problem = False, False, None
        self._screen.tell(replace(chosen, next_step=self._texts.say("watch.save")), fresh=True)
        self._ready()
        return True

    def _still(self) -> Result:
        view = (self._texts.say("watch.still"), path_line(self._place()))
        return Result("next", {}, view, next_step=self._texts.say("watch.skip"))

    def _demanded(self) -> Desk:
        if self._desk is None:
            raise KonexioError("workspace-missing")
        return self._desk

    def _tell(self, problem: KonexioError, *, fresh: bool = True) -> None:
        """Tell a problem, once: an editor's one save is several changes."""
        problem = self._offering_undo(problem)
        same = (problem.code, str(problem.facts))
        if same != self._problem:
            self._problem = same
            self._screen.tell(of_problem("watch", problem, self._asked), fresh=fresh)

    def _offering_undo(self, problem: KonexioError) -> KonexioError:
        """Return what is wrong with the notebook, with the way back that can be typed here."""
        if self._desk is None:
            return problem
        here = self._found.exercise.id
        offered = self._desk.offering_undo(problem, here)
        if self._by == "key" and offered.way_out != problem.way_out:
            return offered.with_way_out(KonexioError("notebook-kept-key", exercise=here))
        return offered
