"""What was signed is what is opened: nothing else, and nothing changed."""

from __future__ import annotations

import io
import tempfile
import tomllib
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from konexio_cli.errors import KonexioError
from konexio_cli.exchange.container import LIMITS, Opened, open_container, seal
from konexio_cli.exchange.manifest import Receipt, Submission

from .hostile import hostile, kept
from .making import (
    FILES,
    LEARNER,
    OTHER,
    PLACE,
    TRAINER,
    entries,
    receipt,
    sealed,
    signed,
    submission,
    zipped,
)

CASES = Path(__file__).parents[1] / "cases" / "exchange"
SETTINGS = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def opened(body: bytes) -> Opened:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.konexio")
        path.write_bytes(body)
        return open_container(path)


def refused(body: bytes) -> str:
    with pytest.raises(KonexioError) as caught:
        opened(body)
    return caught.value.code


@pytest.mark.parametrize("name", sorted(one.name for one in CASES.iterdir()))
def test_files_that_were_kept(name: str) -> None:
    code = tomllib.loads((CASES / name / "expected.toml").read_text("utf-8"))["error"]
    body = (CASES / name / "file.konexio").read_bytes()
    if code:
        assert refused(body) == code
    else:
        assert opened(body).manifest.kind == name.removeprefix("good-")


@pytest.mark.parametrize(("name", "made"), sorted(hostile().items()))
def test_files_made_today(name: str, made: tuple[str, bytes]) -> None:
    assert (name, refused(made[1])) == (name, made[0])


def test_all_that_is_made_is_kept() -> None:
    missing = kept(hostile()).keys() - {one.name for one in CASES.iterdir()}
    assert not missing, "write them: python -m tests.exchange.hostile"


def test_a_submission_comes_back_as_it_was_sealed() -> None:
    found = opened(sealed())
    assert found.manifest == submission()
    assert dict(found.files) == FILES
    assert sealed() == sealed()


def test_a_receipt_comes_back_with_its_feedback() -> None:
    page = {"feedback.html": b"<p>Bravo</p>"}
    found = opened(seal(receipt(page), page, TRAINER))
    assert (found.manifest, dict(found.files)) == (receipt(page), page)


def test_who_seals_has_the_key_and_the_files() -> None:
    with pytest.raises(ValueError, match="did:key"):
        seal(submission(), FILES, OTHER)
    with pytest.raises(ValueError, match="did:key"):
        seal(submission(), FILES | {"more": b""}, LEARNER)
    with pytest.raises(ValueError, match="did:key"):
        seal(submission(), FILES | {f"{PLACE}/notebook.ipynb": b"{}"}, LEARNER)


def test_what_could_not_be_opened_is_not_sealed() -> None:
    large = {f"{PLACE}/notebook.ipynb": b"", **{f"{PLACE}/{n}": bytes(15 << 20) for n in range(5)}}
    with pytest.raises(KonexioError) as caught:
        seal(submission(large), large, LEARNER)
    assert caught.value.code == "exchange-too-large"
    dense = {f"{PLACE}/notebook.ipynb": bytes(4 << 20)}
    body = seal(submission(dense), dense, LEARNER)
    assert len(body) > (4 << 20) // LIMITS.ratio
    assert opened(body).files == dense


def test_what_a_later_konexio_adds_is_signed_too() -> None:
    content = submission().model_dump(mode="json") | {"mood": "good"}
    whole = FILES | signed(content)
    assert opened(zipped(whole)).manifest == submission()
    changed = whole["manifest.json"].replace(b"good", b"evil")
    assert refused(zipped(whole | {"manifest.json": changed})) == "exchange-signature"


def test_another_zip_of_the_same_contents_is_as_good() -> None:
    out = io.BytesIO(b"")
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.mkdir("c1")
        for name, body in reversed(entries(sealed()).items()):
            archive.writestr(name, body)
    assert opened(out.getvalue()).sha256 == opened(sealed()).sha256


@SETTINGS
@given(data=st.data())
def test_no_changed_byte_goes_unnoticed(data: st.DataObject) -> None:
    """Whatever is changed in the file, what is opened is what was signed, or nothing is."""
    whole = bytearray(sealed())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(whole) - 1))
        whole[place] ^= data.draw(st.integers(1, 255))
    try:
        found = opened(bytes(whole))
    except KonexioError:
        return
    assert (found.manifest, dict(found.files)) == (submission(), FILES)


NAMES = st.text(st.characters(codec="utf-8"), max_size=30)


@SETTINGS
@given(
    name=NAMES,
    bodies=st.dictionaries(
        st.from_regex(r"[a-z0-9\u0620-\u064a]{1,8}\.csv", fullmatch=True),
        st.binary(max_size=300),
        max_size=4,
    ),
    notebook=st.binary(max_size=2_000),
)
def test_any_work_of_anybody_travels(name: str, bodies: dict[str, bytes], notebook: bytes) -> None:
    files = {f"{PLACE}/notebook.ipynb": notebook}
    files |= {f"{PLACE}/files/{key}": body for key, body in bodies.items()}
    made = submission(files, name=name)
    found = opened(seal(made, files, LEARNER))
    assert isinstance(found.manifest, Submission)
    assert found.manifest.learner.name == name
    assert (found.manifest, dict(found.files)) == (made, files)


def test_the_kinds_are_told_apart() -> None:
    assert isinstance(opened(sealed()).manifest, Submission)
    assert isinstance(opened(seal(receipt(), {}, TRAINER)).manifest, Receipt)


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none", "file-missing"), (tmp_path, "exchange-not-one")):
        with pytest.raises(KonexioError) as caught:
            open_container(path)
        assert caught.value.code == code
