"""Pages opened in a real browser, offline; what they ask for and complain of is kept."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request


class Looking:
    """Opens pages; `complaints` has every request but the page's own, and every error."""

    def __init__(self, browser: Browser) -> None:
        self.complaints: list[str] = []
        self._browser = browser
        self._contexts: list[BrowserContext] = []

    def __call__(
        self, path: Path, width: int = 1280, *, dark: bool = False, printed: bool = False
    ) -> Page:
        """Open a file in a window of `width` CSS pixels, light or dark, or as it is printed."""
        context = self._browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            offline=True,
        )
        self._contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: self._asks(request, path.absolute().as_uri()))
        page.on("console", self._says)
        page.on("pageerror", lambda problem: self.complaints.append(str(problem)))
        page.goto(path.absolute().as_uri())
        if printed:
            page.emulate_media(media="print")
        return page

    def close(self) -> None:
        """Close all that was opened."""
        for context in self._contexts:
            context.close()

    def _asks(self, request: Request, own: str) -> None:
        if request.url != own and not request.url.startswith("data:"):
            self.complaints.append(f"asks for {request.url}")

    def _says(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)


def sideways(page: Page) -> int:
    """Return by how many pixels a page is wider than its window."""
    root = "document.documentElement"
    return int(page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))
