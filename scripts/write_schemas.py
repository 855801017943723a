"""Write the JSON Schemas of our TOML files, of the structured answers and of the gradebook.

`python scripts/write_schemas.py` makes them from `konexio_cli.packs.shapes`,
`konexio_cli.documents.shapes`, `konexio_cli.cohort.settings_shapes` and
`konexio_cli.reports.exports.shapes`; another folder than docs/reference/schemas may be named
as the only argument.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from pydantic import BaseModel

from konexio_cli.cohort import judgements
from konexio_cli.cohort import settings_shapes as cohort
from konexio_cli.documents import shapes as documents
from konexio_cli.packs import shapes as packs
from konexio_cli.reports.exports import shapes as exports

_FOLDER = Path(__file__).parents[1] / "docs" / "reference" / "schemas"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def main(folder: Path) -> None:
    """Write one schema for each kind of file."""
    folder.mkdir(parents=True, exist_ok=True)
    ours = packs.FILES | documents.FILES | cohort.FILES | exports.FILES | judgements.FILES
    for file, shape in ours.items():
        text = _schema(shape)
        path = folder / f"{Path(file).stem}.schema.json"
        path.write_text(text, encoding="utf-8", newline="\n")


def _schema(shape: type[BaseModel]) -> str:
    schema = {"$schema": _DIALECT, **shape.model_json_schema()}
    return json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else _FOLDER)
