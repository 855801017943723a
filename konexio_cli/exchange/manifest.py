"""What a `.konexio` file says of itself: who made it for whom, and the SHA-256 of each file.

A key that a later konexio adds is no error: the signature covers it all the same.
"""

from __future__ import annotations

import unicodedata
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter

from konexio_cli.archives import is_plain
from konexio_cli.keys.ed25519 import public_key
from konexio_cli.model.exercise import Proof
from konexio_cli.model.verdict import Evidence, Verdict

FORMAT = 1
# The two entries of the file that the manifest cannot name, since it is one of them.
MANIFEST, SIGNATURE = "manifest.json", "signature"
# Where the learner's credentials lie in what a trainer returns.
CREDENTIALS = "credentials/"


def _plain_name(name: str) -> str:
    """Return a name that every system can keep, written in the one way. Raise ValueError."""
    taken = name.casefold() in {MANIFEST, SIGNATURE}
    if taken or not is_plain(name) or unicodedata.normalize("NFC", name) != name:
        raise ValueError(name)
    return name


def _did(text: str) -> str:
    public_key(text)
    return text


_Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
_Line = Annotated[str, Field(max_length=300)]
_Count = Annotated[int, Field(ge=0, le=1 << 40)]
Did = Annotated[str, Field(pattern=r"^did:key:z", max_length=100), AfterValidator(_did)]
ExerciseId = Annotated[str, Field(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$", max_length=120)]
RoundNumber = Annotated[int, Field(ge=1, le=2)]


class _Shape(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True)


class Person(_Shape):
    """A learner: the name that they chose, and the key that is theirs alone."""

    name: _Line
    key: Did


class File(_Shape):
    """A file in the container; `size` is in bytes."""

    name: Annotated[str, AfterValidator(_plain_name)]
    sha256: _Sha256
    size: _Count


class SelfCheck(_Shape):
    """What the learner's own machine said of exactly this notebook: a claim, no proof."""

    verdict: Verdict
    at: AwareDatetime


class Item(_Shape):
    """One notebook that is handed in, the files beside it, and what its making took."""

    exercise: ExerciseId
    round: RoundNumber
    pack_version: _Line
    notebook: File
    files: tuple[File, ...] = ()
    self_check: SelfCheck | None = None
    attempts: _Count = 0
    hints: _Count = 0
    questions: _Count = 0


class Submission(_Shape):
    """Work on its way to a trainer, signed by the learner."""

    format: Literal[1] = 1
    kind: Literal["submission"] = "submission"
    learner: Person
    workspace: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    created: AwareDatetime
    items: Annotated[tuple[Item, ...], Field(min_length=1, max_length=1000)]

    @property
    def signer(self) -> str:
        """Whose signature the file needs."""
        return self.learner.key

    @property
    def contents(self) -> tuple[File, ...]:
        """Every file that must be in the container."""
        return tuple(file for item in self.items for file in (item.notebook, *item.files))


class Mark(_Shape):
    """The grade of a notebook, in short; the feedback tells the rest.

    `goals` are those that were reached, by name, with who vouches; older marks lack them.
    """

    verdict: Verdict
    points: _Count
    possible: _Count
    evidence: Evidence
    grader_sha256: _Sha256
    goals: dict[_Line, Proof] | None = None


class Returned(_Shape):
    """A notebook that has arrived, by its SHA-256, and its mark once it is graded."""

    exercise: ExerciseId
    round: RoundNumber
    sha256: _Sha256
    received: AwareDatetime
    mark: Mark | None = None


class Receipt(_Shape):
    """What a trainer returns to one learner, signed by the cohort: `feedback` carries marks."""

    format: Literal[1] = 1
    kind: Literal["receipt", "feedback"]
    cohort: _Line
    trainer: Did
    learner: Person
    created: AwareDatetime
    items: Annotated[tuple[Returned, ...], Field(max_length=5000)]
    files: tuple[File, ...] = ()

    @property
    def signer(self) -> str:
        """Whose signature the file needs."""
        return self.trainer

    @property
    def contents(self) -> tuple[File, ...]:
        """Every file that must be in the container."""
        return self.files


Manifest: TypeAlias = Submission | Receipt
READER: TypeAdapter[Manifest] = TypeAdapter(Annotated[Manifest, Field(discriminator="kind")])
