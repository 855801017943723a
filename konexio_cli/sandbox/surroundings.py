"""What differs between two machines and must not change a verdict."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The hash seed, time zone and locale of a room; "" is what the machine itself has.

    Nothing else of a room's environment can be chosen. Only `pack check` chooses: everybody
    else's rooms are alike, so that grades are reproducible.
    """

    hash_seed: int = 0  # the order of a set is the same tomorrow: grades are reproducible
    time_zone: str = ""
    locale: str = ""

    def environment(self) -> dict[str, str]:
        """Return the variables by which a process is told, a judge's or a room's."""
        chosen = {
            "PYTHONHASHSEED": str(self.hash_seed),
            "TZ": self.time_zone,
            "LC_ALL": self.locale,
        }
        return {name: value for name, value in chosen.items() if value}


USUAL = Surroundings()
