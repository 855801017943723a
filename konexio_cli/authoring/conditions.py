"""The conditions under which right solutions must pass, again and again."""

from __future__ import annotations

from dataclasses import dataclass, replace

from konexio_cli.sandbox.surroundings import Surroundings

# Each condition changes one thing of this: what differs then has one cause.
_BASE = Surroundings(hash_seed=0, time_zone="UTC0", locale="C.UTF-8")


@dataclass(frozen=True, slots=True)
class Condition:
    """A name that authors read, and what is unusual: surroundings, order, a slow machine.

    `order` is a seed for the order of checks and for their random values. So many
    `neighbours` are busy on the one core that is left.
    """

    name: str
    surroundings: Surroundings = _BASE
    order: int = 0
    neighbours: int = 0


# Time zones by their rules, not by their names: a machine may have no list of names.
_ZONES = {
    "Pacific/Kiritimati": "<+14>-14",
    "America/St_Johns": "NST3:30NDT,M3.2.0,M11.1.0",
}
_LOCALES = ("C", "tr_TR.UTF-8")
_SEEDS = (1, 2, 3)
_NEIGHBOURS = 3

CONDITIONS = (
    Condition("PYTHONHASHSEED=0"),  # the base itself: the others show what they change of it
    *(Condition(f"TZ={name}", replace(_BASE, time_zone=rule)) for name, rule in _ZONES.items()),
    *(Condition(f"PYTHONHASHSEED={seed}", replace(_BASE, hash_seed=seed)) for seed in _SEEDS),
    *(Condition(f"LC_ALL={name}", replace(_BASE, locale=name)) for name in _LOCALES),
    *(Condition(f"order {seed}", order=seed) for seed in _SEEDS),
    Condition("slow CPU", neighbours=_NEIGHBOURS),
)
