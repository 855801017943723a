"""A real browser looks at our pages. What it shows is in looking.py, its rules in axe_core.py.

`page_of(path, width)` opens a page; `axe(page)` returns what breaks a rule; `barriers(path)` returns
what keeps anybody from a page. A page that asks for anything from outside, or writes an error
to its console, fails its test.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from . import axe_core
from .looking import Looking, sideways

_CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
_OPEN = "document.querySelectorAll('details').forEach(one => one.open = true)"
Axe: TypeAlias = Callable[[Page], list[str]]
Barriers: TypeAlias = Callable[[Path], list[str]]


# For one file only: while it lives, no other test of the process can run an event loop.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for the tests of a file."""
    if not _CHROMIUM:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=_CHROMIUM, args=_ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def window(browser: Browser) -> Page:
    """One window, offline, for the tests of a file."""
    return browser.new_context(offline=True).new_page()


@pytest.fixture
def page_of(window: Page) -> Iterator[Looking]:
    """Open pages, offline; at the end none may have asked for anything, or complained."""
    looking = Looking(window)
    yield looking
    looking.close()
    assert looking.complaints == []


@pytest.fixture(scope="session")
def axe_source() -> str:
    """axe-core's script."""
    if not shutil.which("npm"):
        pytest.skip("no npm on this machine")
    return axe_core.script()


@pytest.fixture
def axe(axe_source: str) -> Axe:
    """Return a function that tells what breaks a rule of accessibility; [] is what we want."""
    return lambda page: axe_core.violations(page, axe_source)


@pytest.fixture
def barriers(page_of: Looking, axe: Axe) -> Barriers:
    """Return a function that looks at a page, all of it open: light on a phone, dark on a desk."""

    def found(path: Path) -> list[str]:
        told = []
        for width, dark in ((360, False), (1280, True)):
            page = page_of(path, width, dark=dark)
            page.evaluate(_OPEN)
            told += axe(page)
        wide = sideways(page, 320, 360, 1280)
        return [*told, f"{wide} pixels wider than its window"] if wide else told

    return found
