"""People of one name, told apart by the number that their platform has for each.

Another number of Canvas is another person. Moodle has another number in each assignment: there
it is another person when the same exercise came under the first number, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from konexio_cli.cohort.platforms import Numbers
from konexio_cli.cohort.settings import Settings
from konexio_cli.cohort.sources.arrived import Number, Platform


class Namesakes:
    """Whose number it is, in one cohort; `answers` tells what each file of a learner answers."""

    def __init__(
        self, settings: Settings, numbers: Numbers, answers: Mapping[tuple[str, str], str]
    ) -> None:
        self._settings = settings
        # The exercises that came under each number, by platform and learner.
        self._held: dict[tuple[Platform, str], dict[str, set[str]]] = defaultdict(dict)
        platforms: tuple[Platform, ...] = ("canvas", "moodle")
        for platform in platforms:
            for (learner, sha256), number in numbers.of(platform).items():
                exercise = answers.get((learner, sha256), "")
                self.hold(learner, Number(platform, number), exercise)

    def hold(self, learner: str, number: Number, exercise: str) -> None:
        """Remember that a learner's answer to an exercise came under a number."""
        who = self._settings.learner_or_new(learner).id
        self._held[number.platform, who].setdefault(number.number, set()).add(exercise)

    def of(self, wish: str, number: Number, exercise: str) -> str:
        """Return the id of who has a number: `wish`, the learner of that name, or a namesake."""
        plain = wish.removesuffix(f" {number.number}")
        apart = f"{plain} {number.number}"
        for one in (plain, apart):
            if number.number in self._held.get((number.platform, one), {}):
                return one
        if wish == apart or self._shared(plain, number.platform):
            return apart
        return apart if self._is_another(plain, number, exercise) else plain

    def _shared(self, plain: str, platform: Platform) -> bool:
        """Whether this name was told apart before: whose it is without a number nobody knows."""
        return any(
            held and who == f"{plain} {number}"
            for (where, who), held in self._held.items()
            for number in held
            if where == platform
        )

    def _is_another(self, learner: str, number: Number, exercise: str) -> bool:
        held = self._held.get((number.platform, learner), {})
        if number.platform == "moodle":
            return any(exercise in those for those in held.values())
        named = self._settings.learners.get(learner)
        told = named.canvas if named and named.canvas.isdecimal() else ""
        return bool(held) or told not in {"", number.number}
