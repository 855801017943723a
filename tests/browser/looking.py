"""Pages opened in a real browser, offline; what they ask for and complain of is kept."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import ConsoleMessage, Error, Page, Request


class Looking:
    """Opens files in one window, one after the other: a new window takes longer than most looks.

    `complaints` has every request for what is outside the page's own folder, and every error.
    """

    def __init__(self, window: Page) -> None:
        self.complaints: list[str] = []
        self._window = window
        self._own = ""
        window.on("request", self._asks)
        window.on("console", self._says)
        window.on("pageerror", self._fails)

    def __call__(
        self, path: Path, width: int = 1280, *, dark: bool = False, printed: bool = False
    ) -> Page:
        """Show a file in a window of `width` CSS pixels, light or dark, or as it is printed."""
        self._own = path.absolute().as_uri()
        self._window.set_viewport_size({"width": width, "height": 900})
        self._window.emulate_media(color_scheme="dark" if dark else "light", media="screen")
        self._window.goto(self._own)
        if printed:
            self._window.emulate_media(media="print")
        return self._window

    def close(self) -> None:
        """Leave the window empty; what the last page still says is heard."""
        self._window.goto("about:blank")
        self._window.remove_listener("request", self._asks)
        self._window.remove_listener("console", self._says)
        self._window.remove_listener("pageerror", self._fails)

    def _asks(self, request: Request) -> None:
        inside = (self._own.rpartition("/")[0] + "/", "about:", "data:")
        if not request.url.startswith(inside):
            self.complaints.append(f"asks for {request.url}")

    def _fails(self, problem: Error) -> None:
        self.complaints.append(str(problem))

    def _says(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)


def sideways(page: Page, *widths: int) -> int:
    """Return by how many pixels a page is wider than its window, as it is or in any of `widths`."""
    return max(_wider(page, width) for width in widths or (0,))


def _wider(page: Page, width: int) -> int:
    if width:
        page.set_viewport_size({"width": width, "height": 900})
    root = "document.documentElement"
    return int(page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))
