"""A delivered SVG only draws, or no stranger gets it."""

from __future__ import annotations

from pathlib import Path

import pytest

from konexio_cli.portfolio.choices import Choices
from konexio_cli.portfolio.showing import showcase
from konexio_cli.portfolio.still import is_still, without_active
from tests.showing import SVG, TASK, a_portfolio

HEAD = (
    '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
    '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:h="http://www.w3.org/1999/xhtml" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
)
DRAWS = (
    "><style>*{stroke-linejoin: round}</style><text>see https://a.example, C:\\x</text>",
    '><metadata><rdf:Description rdf:resource="http://purl.org/dc/x"/></metadata>',
    '><defs><path id="m"/></defs><use xlink:href="#m" clip-path="url(#m)"/>',
    '><image xlink:href="data:image/png;base64,AAAA" style="fill: url(\'#m\')"/>',
)
DOES_MORE = (
    "><script>alert(1)</script>",
    "><h:script>alert(1)</h:script>",
    "><foreignObject/>",
    ' onload="alert(1)">',
    '><image href="http://a.example/x.png"/>',
    '><image xlink:href="//a.example/x.png"/>',
    '><image href="data:image/svg+xml,x"/>',
    '><a href="javascript:alert(1)"/>',
    '><a href=" java\tscript:alert(1)"/>',
    "><style>@import url(http://a.example/x.css);</style>",
    "><style>@im<!-- -->port 'x.css';</style>",
    "><style>@\\69mport 'x.css';</style>",
    '><rect style="fill: url(http://a.example/x)"/>',
    "><rect fill=\"url( 'x.svg#a')\"/>",
    '><set attributeName="href" to="#a"/>',
    '><animate attributeName="href" values="#a"/>',
    '><g xml:base="http://a.example/"/>',
    "><?xml-stylesheet href='x.css'?>",
)


@pytest.mark.parametrize("rest", DRAWS)
def test_a_drawing_is_still(rest: str) -> None:
    assert is_still(f"{HEAD}{rest}</svg>".encode())


@pytest.mark.parametrize("rest", DOES_MORE)
def test_more_than_a_drawing_is_not(rest: str) -> None:
    assert not is_still(f"{HEAD}{rest}</svg>".encode())
    assert not is_still(f"{HEAD}{rest}</svg>".encode("utf-16"))


@pytest.mark.parametrize(
    "body", [b"", b"<svg", b"\x1f\x8b", SVG[:-3], b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"]
)
def test_what_cannot_be_read_is_not(body: bytes) -> None:
    assert not is_still(body)


def test_such_pictures_are_left_out_and_named_once(tmp_path: Path) -> None:
    shown = showcase(a_portfolio(tmp_path), Choices(), "Zoé")
    assert without_active(shown) == (shown, ())
    (task,) = (one for one in shown.pieces if one.exercise == TASK)
    for one in task.rounds:
        for file in one.files:
            if file.name == "plan.svg":
                file.path.write_bytes(SVG.replace(b"<rect", b"<script/><rect"))
    kept, left = without_active(shown)
    assert left == ((TASK, "plan.svg"),)
    assert "plan.svg" not in {f.name for p in kept.pieces for r in p.rounds for f in r.files}
