"""Moments of a settings file: with a time zone, whether the file says it there or once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from konexio_cli.cohort.settings_shapes import Moment
from konexio_cli.errors import KonexioError


class Zone:
    """The time zone of the moments in `file` that name none; raises KonexioError if unknown."""

    def __init__(self, file: Path, name: str | None) -> None:
        self._file = file
        self._zone = None if name is None else self._named(name)

    def _named(self, name: str) -> ZoneInfo:
        try:
            return ZoneInfo(name)
        # A folder of the zones, such as Europe, is an OSError; `../` is a ValueError.
        except (ZoneInfoNotFoundError, OSError, ValueError):
            raise KonexioError("cohort-zone-unknown", file=self._file, zone=name) from None

    def moments(self, given: Mapping[str, Moment]) -> dict[str, datetime]:
        """Return each moment with its time zone. Raise KonexioError as `moment` does."""
        return {key: self.moment(one) for key, one in given.items()}

    def moment(self, given: Moment) -> datetime:
        """Return a moment with its time zone; a day ends when the next one begins.

        Raise KonexioError when neither the moment nor the file names a zone.
        """
        if not isinstance(given, datetime):
            given = datetime.combine(given + timedelta(days=1), datetime.min.time())
        if given.tzinfo is not None:
            return given
        if self._zone is None:
            raise KonexioError("cohort-zone-missing", file=self._file)
        return given.replace(tzinfo=self._zone)
