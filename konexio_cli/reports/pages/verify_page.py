"""The page that verifies credentials in a browser: one file, no network, three languages."""

from __future__ import annotations

import base64
import hashlib
import json
from importlib import resources

from markupsafe import Markup

from konexio_cli.model.language import Language
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.pages.rendering import render

PAGE = "verify.html"
_LANGUAGES = ((Language.EN, "English"), (Language.FR, "Français"), (Language.AR, "العربية"))
_PARTS = ("json", "keys", "credential", "issuer", "page")
_SAID = (
    *("verify_page.title", "verify_page.what", "verify_page.old", "verify_page.files"),
    *("verify_page.kinds", "verify_page.name", "verify_page.answers", "verify_page.picture"),
    *("verify_page.again", "verify_page.trusted", "verify_page.no_name", "verify_page.work"),
    *("verify_page.not_work", "verify_page.changed", "verify_page.next_unknown"),
    *("verify.holds", "verify.unknown", "verify.against", "verify.by", "verify.by_unknown"),
    *("verify.trainer-graded", "verify.trainer-confirmed", "verify.since", "verify.person"),
    *("site.weaker", "evidence.trainer-graded", "evidence.trainer-confirmed"),
    *("verify.goal_tests", "verify.goal_numbers", "verify.goal_trainer", "verify.goal_open"),
)
# The errors that the page can find, by the codes that `konexio verify` has for them.
_ERRORS = (
    *("credential-none", "credential-large", "credential-cut", "credential-key-twice"),
    *("credential-unsigned", "credential-algorithm", "credential-header", "credential-proof"),
    *("credential-proofs-differ", "credential-changed", "credential-claims"),
    *("credential-context", "credential-form", "credential-no-trainer", "credential-forged"),
    *("credential-other-issuer", "credential-other-name", "credential-not-yet"),
    *("credential-expired", "credential-revoked", "credential-key-revoked"),
    *("credential-key-retired", "credential-other-person", "badge-foreign", "badge-twice"),
    *("issuer-changed", "issuer-damaged", "credential-is-page"),
)


def verify_page(texts: Texts) -> str:
    """Return the page; it begins in the language of `texts`.

    Its script is the only one that it may run: the page's policy names its hash.
    """
    script = _script()
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return render(
        "verify",
        texts,
        languages=_LANGUAGES,
        said=Markup(_sentences()),  # noqa: S704 - JSON of our own sentences, without "<"
        script=Markup(script),  # noqa: S704 - our own script
        script_hash=Markup(f"sha256-{digest}"),  # noqa: S704 - base64
    )


def _script() -> str:
    folder = resources.files("konexio_cli.reports.pages").joinpath("templates", "verify")
    parts = [folder.joinpath(f"{name}.js").read_text("utf-8") for name in _PARTS]
    return '"use strict";\n{\n' + "\n".join(parts) + "}\n"


def _sentences() -> str:
    keys = [*_SAID, *(f"errors.{code}.{part}" for code in _ERRORS for part in ("what", "next"))]
    said = {code: {key: Texts(code).say(key) for key in keys} for code, _ in _LANGUAGES}
    return json.dumps(said, ensure_ascii=False).replace("<", "\\u003c")
