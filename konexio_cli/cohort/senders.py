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
        """Return the id of the learner with this key; "" for a new one.

        A key that stands in cohort.toml, among a learner's other names, is that learner's.
        """
        named, known = self._settings.learner(key), self._known.get(key)
        if named and (known is None or known.learner != named.id):
            return self._join(Correspondent(key, named.id, known.name if known else named.name))
        return known.learner if known else ""

    def welcome(self, key: str, wish: str, name: str) -> str:
        """Return the id of a new key: `wish`, the learner of that name, unless another key is."""
        taken = {one.learner for one in self._known.values()}
        who = wish if wish and wish not in taken else f"{wish or 'learner'}-{key[-_KEY_LETTERS:]}"
        return self._join(Correspondent(key, who, name))

    def arrived(self, sender: Sender, sha256: str) -> None:
        """Keep what a key has signed, for the receipt."""
        now = datetime.now(UTC).replace(microsecond=0)
        parcel = Parcel(sender.key, sender.exercise, sender.round, sha256, now)
        self._correspondence.arrived(parcel)

    def _join(self, one: Correspondent) -> str:
        self._known[one.key] = one
        self._correspondence.join(one)
        return one.learner
