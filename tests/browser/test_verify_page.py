"""The page that verifies: in a real browser, offline, it says what `konexio verify` says."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from konexio_cli.credentials.issuer_document import write_issuer
from konexio_cli.keys.canonical import canonical
from konexio_cli.keys.ed25519 import new_key
from konexio_cli.model.language import Language
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.pages.verify_page import verify_page
from tests.credentials.making import AMINA, NOW, a_claim, an_organisation, two_rounds
from tests.credentials.tampered import Row, World, a_world, examined
from tests.credentials.tampering import ROWS

from .conftest import Axe
from .looking import Looking, sideways

# What the page is not there to see: the picture itself, and other files in their places.
_OUT_OF_SIGHT = {
    *("badge-words", "credential-swapped", "credential-twins", "credential-replayed"),
    *("credential-no-work", "work-label", "work-other", "work-missing", "work-added"),
    *("work-title", "work-goal", "work-unsigned", "work-unlike"),
    *("work-no-entry", "work-proof", "file-not-plain", "file-missing"),
}
_PAINTED = {"A gold star is painted over the picture", "A program is put into the picture"}
_BESIDE = {"A newer document beside it takes it back"}
SEEN = [row for row in ROWS if row.code not in _OUT_OF_SIGHT and row.what not in _PAINTED | _BESIDE]


@pytest.fixture
def world(tmp_path: Path) -> World:
    return a_world(tmp_path)


@pytest.fixture
def page(page_of: Looking, tmp_path: Path) -> Page:
    return opened(page_of, tmp_path, Language.EN)


def opened(page_of: Looking, folder: Path, language: Language, width: int = 1280) -> Page:
    path = folder / f"verify-{language}.html"
    path.write_text(verify_page(Texts(language)), "utf-8")
    page = page_of(path, width)
    page.clock.set_fixed_time(NOW)
    page.wait_for_selector("html[data-ready]")
    return page


def chosen(world: World) -> list[Path]:
    """Return what a reader drops: the credentials, what they trust, and the work."""
    pinned = []
    for issuer in world.pinned:
        key = world.organisation.key
        path = world.folder / "pinned" / "issuer.json"
        path.parent.mkdir()
        last = replace(issuer.keys[-1], key=key.public)
        first = replace(issuer.keys[0], key=new_key().public) if len(issuer.keys) > 1 else last
        # Who pins a document with a newer key needs that key to have signed it.
        if issuer.key != key.public:
            newest = new_key()
            keys = (*issuer.keys[:-1], replace(issuer.keys[-1], key=newest.public))
            write_issuer(path, replace(issuer, keys=keys), newest)
        else:
            assert first == last
            write_issuer(path, issuer, key)
        pinned.append(path)
    credentials = sorted((world.folder / "credentials").iterdir())
    files = [one for one in credentials if one.name != "issuer.json"]
    work = [world.work / "notebook.ipynb", world.work / "deliverables" / "clients.csv"]
    return [*pinned, *files, *(one for one in work if one.is_file())]


def answers(page: Page, files: list[Path], name: str = "") -> list[tuple[str, str]]:
    """Return state and code of each card."""
    page.fill("#name", name)
    page.set_input_files("#files", files)
    page.wait_for_function(
        "count => document.querySelectorAll('#answers li').length === count", arg=len(files)
    )
    return [
        (str(one.get_attribute("data-state")), str(one.get_attribute("data-code")))
        for one in page.query_selector_all("#answers li")
    ]


def words(page: Page) -> str:
    """Return what the answers say, without the marks that keep directions apart."""
    return page.inner_text("#answers").replace("\u2068", "").replace("\u2069", "")


def test_a_good_portfolio_can_be_believed(page: Page, world: World) -> None:
    found = answers(page, chosen(world), AMINA)
    assert found == [("trusted", ""), *[("holds", "")] * 5]
    shown = words(page)
    for sentence in (
        "You trust Konexio Paris.",
        "Issued by Konexio Paris.",
        "Graded by a trainer's judge.",
        "No client twice: checked by tests",
        "Hours add up: checked from their numbers",
        "Polite message: not yet confirmed by a trainer",
        f"It is for {AMINA}.",
        "notebook.ipynb is work that was graded.",
    ):
        assert sentence in shown


def test_a_round_with_a_weaker_word_is_told(page: Page, world: World) -> None:
    claim = a_claim(works=two_rounds())
    path = world.folder / "two.jwt"
    path.write_text(world.organisation.issue(claim).jwt, "utf-8")
    assert [state for state, _ in answers(page, [path])] == ["unknown"]
    shown = words(page)
    assert "Graded, read and confirmed by a trainer." in shown
    assert "Round 1: trainer-graded" in shown


def test_changed_work_is_told_from_work_that_nobody_graded(page: Page, world: World) -> None:
    stranger = world.folder / "diary.txt"
    stranger.write_text("Monday", "utf-8")
    site = world.folder / "verify.html"
    site.write_text(verify_page(Texts(Language.EN)), "utf-8")
    (world.work / "notebook.ipynb").write_bytes(b"{}")
    found = answers(page, [*chosen(world), stranger, site])
    assert [state for state, _ in found[-4:]] == ["against", "holds", "against", "unknown"]
    shown = words(page)
    assert "✗ notebook.ipynb is not as it was graded." in shown
    assert "✗ No credential here speaks of diary.txt." in shown
    assert "verify.html is a page to look at, no credential." in shown


def test_without_a_trusted_issuer_it_says_so(page: Page, world: World) -> None:
    world.pinned = ()
    assert [state for state, _ in answers(page, chosen(world))][:3] == ["unknown"] * 3
    assert "It says that Konexio Paris issued it." in words(page)


@pytest.mark.parametrize("row", SEEN, ids=lambda row: row.what)
def test_what_was_tampered_with_is_refused_as_by_the_command(
    page: Page, world: World, row: Row
) -> None:
    row.tamper(world)
    codes = {code for _, code in answers(page, chosen(world), world.name)}
    assert row.code in codes
    commands = {problem.code for one in examined(world) for problem in one.against}
    assert codes - {"", "work-changed"} <= commands


@pytest.mark.parametrize("language", Language)
def test_the_page_is_for_everybody(
    page_of: Looking, axe: Axe, world: World, language: Language
) -> None:
    page = opened(page_of, world.folder, language, 360)
    assert axe(page) == []
    files = chosen(world)
    world.file("jwt").write_text("eyJ", "utf-8")
    answers(page, files, AMINA)
    assert sideways(page, 1280, 320, 360) == 0
    assert axe(page) == []
    page.emulate_media(color_scheme="dark")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.dir") == (
        "rtl" if language.right_to_left else "ltr"
    )
    assert "{" not in page.inner_text("main")


def test_it_changes_its_language_with_the_answers(page: Page, world: World) -> None:
    answers(page, chosen(world))
    page.click("[data-language=fr]")
    page.wait_for_selector("text=Émis par")
    assert "Émis par Konexio Paris." in words(page)
    page.click("[data-language=ar]")
    page.wait_for_selector("html[dir=rtl]")


def test_names_of_strangers_stay_text(page: Page, world: World) -> None:
    title = '<img src=x onerror="document.title=1"> \u202egood'
    claim = a_claim(title=title)
    issued = an_organisation("<b>Me</b>").issue(claim)
    path = world.folder / "x.jwt"
    path.write_text(issued.jwt, "utf-8")
    assert [state for state, _ in answers(page, [path])] == ["unknown"]
    assert page.query_selector("#answers img, #answers b") is None
    assert "\u202e" not in page.inner_text("#answers")


def test_an_old_browser_says_so(page_of: Looking, tmp_path: Path) -> None:
    text = verify_page(Texts(Language.EN))
    broken = text.replace('"raw", key.raw, "Ed25519"', '"raw", key.raw, "Ed9"')
    assert broken != text
    path = tmp_path / "old.html"
    # The policy would stop the changed script.
    path.write_text(broken.replace("Content-Security-Policy", "X-None"), "utf-8")
    page = page_of(path)
    page.wait_for_selector("html[data-ready]")
    assert page.is_visible("#old")
    assert not page.is_visible("#work")


def test_no_other_script_can_run(page_of: Looking, tmp_path: Path) -> None:
    text = verify_page(Texts(Language.EN))
    path = tmp_path / "evil.html"
    path.write_text(text.replace("</main>", "<script>document.title='evil'</script></main>"))
    page = page_of(path)
    page.wait_for_selector("html[data-ready]")
    assert page.title() != "evil"
    refused = [one for one in page_of.complaints if "Content Security Policy" in one]
    assert refused
    page_of.complaints.clear()


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8"), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=8), inner, max_size=4)
    ),
    max_leaves=10,
)


@pytest.fixture
def script(page: Page) -> Page:
    """A page on which the script's own functions can be called."""
    text = verify_page(Texts(Language.EN))
    source = text.partition("<script>")[2].partition("</script>")[0]
    parts = source.partition("// The page:")[0].partition("{\n")[2]
    page.evaluate(f"{{ {parts} \n window.readObject = readObject; window.canonical = canonical; }}")
    return page


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=8), JSON, max_size=4))
def test_the_script_writes_canonical_json_as_we_do(script: Page, value: dict[str, object]) -> None:
    text = json.dumps(value)
    found = script.evaluate("text => canonical(readObject(text))", text)
    assert found.encode() == canonical(json.loads(text))


NOT_PLAIN = (
    ["", "{", "[]", '{"a":1,}', '{"a" 1}', '{"a":1 "b":2}', '{"a":01}', "{'a':1}", '{"a":1}x',
     '{"a":NaN}', '{"a":"\t"}', '{"a":[1,]}', '{"a":1,"a":2}', '{"a":1,"\\u0061":2}',
     '{"__proto__":1,"__proto__":2}', "[" * 100_000]
)  # fmt: skip


def test_the_script_refuses_what_is_not_one_plain_object(script: Page) -> None:
    refused = script.evaluate(
        """texts => texts.map(
          text => { try { readObject(text); return ''; } catch (e) { return e.code ?? String(e); } }
        )""",
        NOT_PLAIN,
    )
    told = {text[:20]: code for text, code in zip(NOT_PLAIN, refused, strict=True)}
    assert {text: code for text, code in told.items() if not code.startswith("credential-")} == {}
