"""Whose signature it is: a key is one learner, and two keys are never one by their name alone."""

from __future__ import annotations

from datetime import UTC, datetime

from konexio_cli.cohort.correspondence import Correspondence, Correspondent, Parcel
from konexio_cli.cohort.settings import Settings
from konexio_cli.cohort.sources.arrived import Sender

_KEY_LETTERS = 6


class Senders:
    """The learners of a cohort by their keys."""

    def __init__(self, settings: Settings, correspondence: Correspondence) -> None:
        self._settings = settings
        self._correspondence = correspondence
        self._known = {one.key: one for one in correspondence.all()}

    def known(self, key: str) -> str:
        """Return the id of the learner with this key; "" for a new one."""
        found = self._known.get(key) or Correspondent(key, "", "")
        return id_of(found, self._settings)

    def welcome(self, key: str, wish: str, name: str) -> str:
        """Return the id of a new key: `wish`, the learner of that name, unless another key is."""
        taken = {self.known(one) for one in self._known}
        who = wish if wish and wish not in taken else f"{wish or 'learner'}-{key[-_KEY_LETTERS:]}"
        self._known[key] = Correspondent(key, who, name)
        self._correspondence.join(self._known[key])
        return who

    def arrived(self, sender: Sender, sha256: str) -> None:
        """Keep what a key has signed, for the receipt."""
        now = datetime.now(UTC).replace(microsecond=0)
        parcel = Parcel(sender.key, sender.exercise, sender.round, sha256, now)
        self._correspondence.arrived(parcel)


def id_of(one: Correspondent, settings: Settings) -> str:
    """Return whose key it is: cohort.toml may name the key, or the id that it was given here."""
    named = settings.learner(one.key) or settings.learner(one.learner)
    return named.id if named else one.learner
