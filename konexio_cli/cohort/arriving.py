"""What was handed in is copied into the cohort, once; all that is odd becomes a note."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from konexio_cli.cohort.correspondence import Correspondence
from konexio_cli.cohort.doubles import Doubles
from konexio_cli.cohort.handed_in import BESIDE
from konexio_cli.cohort.kept import Column, Note, Seen
from konexio_cli.cohort.lateness import lateness
from konexio_cli.cohort.namesakes import Namesakes
from konexio_cli.cohort.places import collected_folder, place
from konexio_cli.cohort.platforms import Numbers, settings_for
from konexio_cli.cohort.putting import Putting
from konexio_cli.cohort.refusals import Refusals
from konexio_cli.cohort.returning import Repeat, Returning
from konexio_cli.cohort.roster import Roster, stranger
from konexio_cli.cohort.senders import Senders
from konexio_cli.cohort.settings import Settings, composed, folded
from konexio_cli.cohort.sources.arrived import Arrived, Number
from konexio_cli.cohort.sources.opening import arrivals
from konexio_cli.cohort.store import Store
from konexio_cli.errors import Exit, KonexioError
from konexio_cli.packs.identify import by_name, identify
from konexio_cli.packs.notebooks import parse


@dataclass(slots=True)
class Collected:
    """What came of a collection: new files, files that were there already, and notes, once each.

    `refused` are the files that were not taken, `failed` the sources that could not be read to
    their end, each with the reason.
    """

    new: int = 0
    known: int = 0
    notes: dict[Note, None] = field(default_factory=dict)
    refused: list[KonexioError] = field(default_factory=list)
    failed: list[KonexioError] = field(default_factory=list)

    def then(self, later: Collected) -> Collected:
        """Return what came of this and of a later collection from the same sources."""
        notes = self.notes | later.notes
        return Collected(self.new + later.new, self.known, notes, later.refused, later.failed)


class Arriving:
    """Takes in sources, one after the other, for one cohort.

    `exercises` are the ids that a notebook may answer. To take the same source again changes
    nothing, and to be killed costs nothing but to take it again.
    """

    def __init__(
        self, cohort: Path, settings: Settings, store: Store, exercises: Collection[str]
    ) -> None:
        folder = collected_folder(cohort)
        self._folder = folder
        self._numbers = Numbers(store)
        settings = settings_for(store, settings)
        self._settings = settings
        self._roster = Roster(settings)
        self._store = store
        self._senders = Senders(settings, Correspondence(store))
        self._putting = Putting(folder, store)
        self._refusals = Refusals(store)
        self._exercises = exercises
        # What somebody has removed from the folder is taken again.
        earlier = [one for one in store.submissions() if (folder / one.file).is_file()]
        meant = {one.learner: settings.learner_or_new(one.learner).id for one in earlier}
        here = [replace(one, learner=meant[one.learner]) for one in earlier]
        self._doubles = Doubles()
        graded = store.graded()
        answers: dict[tuple[str, str], str] = {}
        self._returning = Returning(self._doubles, here)
        for one, now in zip(earlier, here, strict=True):
            grade = graded.get((one.learner, one.file, one.sha256))
            what = (grade.exercise, grade.round) if grade else (self._by_name(one.file), 1)
            self._doubles.add((now.learner, *what), now)
            answers[one.learner, one.sha256] = what[0]
        self._strangers: dict[str, str] = {}
        self._namesakes = Namesakes(settings, self._numbers, answers)
        self.collected = Collected()
        for who, language in settings.unspoken.items():
            self._note("collect-language", who, fact=language)

    def take(self, source: Path) -> Iterator[Sequence[Seen]]:
        """Take in all that a source holds, and yield what is new once it is kept.

        Raise KonexioError when the source cannot be read at all.
        """
        if not source.exists():
            raise KonexioError("file-missing", file=source)
        ours, theirs = self._folder.resolve(), source.resolve()
        if ours.is_relative_to(theirs) or theirs.is_relative_to(ours):
            raise KonexioError("cohort-itself", file=source)
        latest = datetime.fromtimestamp(source.stat().st_mtime, UTC)
        self._returning.begin()
        try:
            for arrived in arrivals(source, self._roster.is_learner):
                self._take(arrived, latest)
                if kept := self._putting.kept():
                    yield kept
            for one in self._returning.left():
                self.collected.known -= 1
                self._put(one.arrived, one.seen, one.body)
        finally:  # a damaged end of an archive costs nothing of its beginning
            self._putting.finish()
            self._numbers.finish()
            self._refusals.finish()
            self._store.note(self.collected.notes)
        if kept := self._putting.kept():
            yield kept

    def take_or_tell(self, source: Path) -> Iterator[Sequence[Seen]]:
        """Take in a source as `take` does; what is wrong with it alone costs no other source."""
        try:
            yield from self.take(source)
        except KonexioError as problem:
            if problem.exit_code is Exit.MACHINE:
                raise
            self.collected.failed.append(problem)

    def _take(self, arrived: Arrived, latest: datetime) -> None:
        try:
            body = arrived.read()
        except KonexioError as problem:
            if problem.exit_code is Exit.MACHINE:
                raise
            self._refusals.refuse(arrived.source, self._learner(arrived), problem)
            self.collected.refused.append(problem)
            return
        who = self._learner(arrived)
        if not who:
            self._note("collect-nobody", "", arrived)
            return
        if arrived.number:
            who = self._numbered(who, arrived, arrived.number, body)
        sha256 = hashlib.sha256(body).hexdigest()
        if arrived.number:
            self._numbers.tell(who, sha256, arrived.number)
        if arrived.taken_as_one:
            self._note("collect-as-one", who, fact=arrived.taken_as_one)
        self._refusals.take(arrived.source, who)
        at, timed = (arrived.at, True) if arrived.at else (arrived.latest or latest, False)
        file = place(who, arrived.name, sha256, at, timed=timed)
        for name, beside in arrived.beside.items():  # they may be new where the notebook is not
            self._putting.write(file.parent / BESIDE / name, beside)
        seen = Seen(who, file.as_posix(), sha256, at, arrived.source, timed)
        if (who, sha256) not in self._returning or self._is_news(arrived, seen, body):
            self._put(arrived, seen, body)
        else:
            self.collected.known += 1
        if arrived.sender:
            self._putting.finish()  # a receipt is for what is on the disk
            self._senders.arrived(arrived.sender, sha256)

    def _put(self, arrived: Arrived, seen: Seen, body: bytes) -> None:
        self._returning.remember(seen)
        self.collected.new += 1
        self._look(arrived, seen, body)
        self._putting.put(seen, body)

    def _is_news(self, arrived: Arrived, seen: Seen, body: bytes) -> bool:
        if not self._returning.is_newer(seen):
            return False
        answer = (seen.learner, *self._answer(Path(seen.file), body))
        return self._returning.is_news(Repeat(arrived, answer, seen, body))

    def _learner(self, arrived: Arrived) -> str:
        """Return the id of who handed it in; "" when it is nobody."""
        if arrived.sender is None:
            return self._by_names(arrived)
        known = self._senders.known(arrived.sender.key)
        if known:
            return known
        wish = self._by_names(arrived)
        who = self._senders.welcome(arrived.sender.key, wish, arrived.known_as[0])
        if wish and who != wish:
            self._note("collect-two-keys", who, arrived, who)
        return who

    def _numbered(self, wish: str, arrived: Arrived, number: Number, body: bytes) -> str:
        """Return the id of who has this number; a namesake gets one of their own."""
        if self._settings.learner(number.number):
            return wish
        exercise, _ = self._answer(Path(arrived.name), body)
        who = self._namesakes.of(wish, number, exercise)
        self._namesakes.hold(who, number, exercise)
        if who.endswith(f" {number.number}"):
            self._note("collect-namesake", who, arrived, number.number)
        return who

    def _answer(self, path: Path, body: bytes) -> Column:
        """Return what a file answers, by what is in it or else by its name."""
        try:
            notebook = parse(body, path)
            return identify(notebook, path, self._exercises), notebook.round
        except KonexioError:
            return self._by_name(path.as_posix()), 1

    def _by_names(self, arrived: Arrived) -> str:
        found = self._roster.find(arrived.known_as)
        if found:
            return found.id
        name = stranger(arrived.known_as)
        if name and not self._roster.is_open:
            self._note("collect-stranger", name)
        written = composed(arrived.known_as[0]) if name else ""
        first = self._strangers.setdefault(name, written)
        # They differ in what no file's name may have; a number tells them apart all the same.
        if not arrived.number and folded(first) != folded(written):
            self._note("collect-alike", name, arrived, f"{first}, {written}")
        return name

    def _look(self, arrived: Arrived, seen: Seen, body: bytes) -> None:
        """Note what is odd about a file that was taken."""
        exercise, number = self._exercise(arrived, seen, body)
        answer = (seen.learner, exercise or self._by_name(seen.file), number)
        if counts := self._doubles.add(answer, seen):
            self._note("collect-again", seen.learner, arrived, counts)
        days = lateness(self._settings, seen.learner, exercise, seen.at).days if seen.timed else 0
        if days:
            self._note("collect-late", seen.learner, arrived, str(days))
        elif arrived.late:
            self._note("collect-late-told", seen.learner, arrived)

    def _exercise(self, arrived: Arrived, seen: Seen, body: bytes) -> Column:
        """Return what a file answers, "" when that is not to be read from it, which is noted."""
        path = Path(seen.file)
        code = "collect-damaged"
        try:
            notebook = parse(body, path)
            code = "collect-unreadable"
            return identify(notebook, path, self._exercises), notebook.round
        except KonexioError:
            self._note(code, seen.learner, arrived)
            return "", 1

    def _by_name(self, file: str) -> str:
        path = Path(file)
        return by_name(path, self._exercises) or path.stem.casefold()

    def _note(
        self, code: str, learner: str, arrived: Arrived | None = None, fact: str = ""
    ) -> None:
        self.collected.notes[Note(code, learner, arrived.source if arrived else "", fact)] = None
