"""Whatever bytes a file holds: it says what was signed, or it is refused by a sentence of ours."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import konexio_cli
from konexio_cli.credentials.opening import opened
from konexio_cli.credentials.strict_json import read_object
from konexio_cli.errors import KonexioError

from .making import a_claim, an_organisation

CLAIM = a_claim()
FORMS = {end: text.encode() for end, text in an_organisation().issue(CLAIM).files.items()}
SIGNERS = {"with_proof", "to_jwt", "sign"}


def said(folder: Path, body: bytes) -> object:
    path = folder / "x"
    path.write_bytes(body)
    try:
        return opened(path).claim
    except KonexioError as problem:
        return problem.code


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_changed_file_never_says_anything_else(
    tmp_path: Path, form: str, data: st.DataObject
) -> None:
    body = FORMS[form]
    start = data.draw(st.integers(0, len(body)))
    end = data.draw(st.integers(start, min(len(body), start + 40)))
    new = data.draw(st.binary(max_size=20) | st.sampled_from([b'"', b"{}", b"<svg>", b"eyJ"]))
    found = said(tmp_path, body[:start] + new + body[end:])
    assert found == CLAIM or str(found).startswith(("credential-", "badge-"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8")))
@example(body=b'{"a":' * 5_000)
@example(body=b"<" * 5_000)
@example(body=b"<svg>" * 5_000)
@example(body=b"eyJ" + b"." * 5_000)
@example(body=b'{"a": ' + b"9" * 5_000 + b"}")
@example(body=b"\xef\xbb\xbf{}")
def test_any_bytes_are_refused_by_a_sentence(tmp_path: Path, body: bytes) -> None:
    assert str(said(tmp_path, body)).startswith(("credential-", "badge-"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"a": 1, "a": 1}', "credential-key-twice"),
        ('{"a": {"b": 1, "\\u0062": 2}}', "credential-key-twice"),
        ('{"a": NaN}', "credential-cut"),
        ('{"a": -Infinity}', "credential-cut"),
        ("[1]", "credential-none"),
        ('"a"', "credential-none"),
        ("{", "credential-cut"),
        (b"\xff{}", "credential-cut"),
    ],
)
def test_json_is_read_in_one_way_only(text: str | bytes, code: str) -> None:
    with pytest.raises(KonexioError, match=code):
        read_object(text, "x")


def test_there_is_no_other_way_to_a_signature() -> None:
    """Only these sign: claims, documents of organisations, and the endorsement of a next key."""
    root = Path(konexio_cli.__file__).parent
    found = {
        (path.relative_to(root).as_posix(), name)
        for path in root.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        for name in {getattr(call.func, "id", ""), getattr(call.func, "attr", "")} & SIGNERS
    }
    allowed = {
        ("credentials/issuing.py", "to_jwt"),
        ("credentials/issuing.py", "with_proof"),
        ("credentials/issuer_document.py", "with_proof"),
        ("credentials/jwt.py", "sign"),
        ("credentials/data_integrity.py", "sign"),
        ("credentials/keyring.py", "sign"),
        ("keys/ed25519.py", "sign"),
    }
    # Files that learners exchange are signed, too, by keys that are no organisation's.
    assert {one for one in found if not one[0].startswith("exchange/")} == allowed
