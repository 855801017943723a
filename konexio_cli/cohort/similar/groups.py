"""Groups of learners: who is joined by pairs, directly or through others."""

from __future__ import annotations


class Groups:
    """Grows by pairs of people; a group's number is that of its first pair, from 1."""

    def __init__(self) -> None:
        self._members: list[set[str]] = []

    def join(self, one: str, other: str) -> bool:
        """Put two people into one group; whether they were in different ones, or in none."""
        joined = [group for group in self._members if group & {one, other}]
        if joined and {one, other} <= joined[0]:
            return False
        if not joined:
            self._members.append({one, other})
            return True
        joined[0].update({one, other}, *joined[1:])
        self._members = [group for group in self._members if group not in joined[1:]]
        return True

    def of(self, person: str) -> int:
        """Return the number of a person's group; 0 for whoever is in none."""
        return next((n for n, group in enumerate(self._members, 1) if person in group), 0)
