"""The shape of the credentials that we write, for reading them back: nothing more, nothing less.

Each name is that of Open Badges 3.0, or of W3C's data model.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

_Text = Annotated[str, Field(max_length=20_000)]
_Line = Annotated[str, Field(max_length=500)]


class _Shape(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class Identity(_Shape):
    """A person's name, hashed."""

    type: Literal["IdentityObject"]
    hashed: Literal[True]
    identityHash: Annotated[str, Field(pattern=r"^sha256\$[0-9a-f]{64}$")]  # noqa: N815 - their word
    identityType: Literal["name"]  # noqa: N815 - their word
    salt: Annotated[str, Field(pattern=r"^[0-9a-f]{16,128}$")]


class Described(_Shape):
    """What a result is about."""

    id: _Line
    type: list[str]
    name: _Line
    resultType: _Line  # noqa: N815 - their word


class Result(_Shape):
    """A goal that was reached, and how it was checked."""

    type: list[str]
    resultDescription: _Line  # noqa: N815 - their word
    status: Literal["Completed", "Provisional"]
    value: _Line


class Criteria(_Shape):
    """What was asked for, in words."""

    narrative: _Text


class Achievement(_Shape):
    """What was completed."""

    id: _Line
    type: list[str]
    achievementType: Literal["Assignment", "Course"]  # noqa: N815 - their word
    name: _Line
    description: _Text
    humanCode: _Line  # noqa: N815 - their word
    version: _Line
    inLanguage: Literal["en", "fr", "ar"]  # noqa: N815 - their word
    criteria: Criteria
    resultDescription: Annotated[list[Described], Field(min_length=1, max_length=500)]  # noqa: N815 - their word


class Subject(_Shape):
    """Who completed it."""

    type: list[str]
    identifier: Annotated[list[Identity], Field(min_length=1, max_length=10)]
    achievement: Achievement
    result: Annotated[list[Result], Field(min_length=1, max_length=500)]


class Hashed(_Shape):
    """Work, a grader or a file, by its SHA-256; `description` is the work's own evidence."""

    type: list[str]
    genre: Literal["submission", "grader", "file"]
    name: _Line
    description: _Line = ""
    digestSRI: _Line  # noqa: N815 - their word


class Profile(_Shape):
    """The organisation that issued it."""

    id: _Line
    type: list[str]
    name: _Line


class Status(_Shape):
    """Where it would be taken back."""

    id: _Line
    type: Literal["1EdTechRevocationList"]


class Credential(_Shape):
    """The whole credential, without its proofs."""

    context: Annotated[list[Any], Field(alias="@context")]
    id: Annotated[str, Field(pattern=r"^urn:uuid:[0-9a-f-]{36}$")]
    type: list[str]
    name: _Line
    issuer: Profile
    validFrom: Annotated[AwareDatetime, Field(strict=False)]  # noqa: N815 - their word
    validUntil: Annotated[AwareDatetime | None, Field(strict=False)] = None  # noqa: N815 - their word
    credentialSubject: Subject  # noqa: N815 - their word
    evidence: Annotated[list[Hashed], Field(min_length=2, max_length=5000)]
    credentialStatus: Status  # noqa: N815 - their word
    credentialSchema: list[dict[str, str]]  # noqa: N815 - their word
