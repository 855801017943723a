"""The limits that authors read are those of the gates."""

from __future__ import annotations

from pathlib import Path

from konexio_cli.authoring.budget import MOST_PACK_BYTES, MOST_SECONDS
from konexio_cli.authoring.reading import MOST_WORDS


def test_the_content_format_tells_the_limits(repository: Path) -> None:
    page = (repository / "docs" / "reference" / "content-format.md").read_text("utf-8")
    for limit in (
        f"more than {MOST_WORDS} words",
        f"more than {MOST_PACK_BYTES >> 10} kB",
        f"more than {MOST_SECONDS:g} s",
    ):
        assert limit in page
