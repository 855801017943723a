"""All that CI does, by name: `nox` runs everything, `nox -s lint` one part."""

from __future__ import annotations

import nox

nox.options.default_venv_backend = "uv|virtualenv"
nox.options.sessions = ["lint", "types", "tests", "docs", "packs", "lowest"]
nox.options.reuse_existing_virtualenvs = True

DEV = (".[dev]",)


@nox.session
def lint(session: nox.Session) -> None:
    """Check form, layers and contracts."""
    session.install("-e", *DEV)
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("lint-imports")


@nox.session
def types(session: nox.Session) -> None:
    """Check types, over package and tests."""
    session.install("-e", *DEV)
    session.run("mypy")


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests."""
    session.install("-e", *DEV)
    session.run("python", "-m", "pytest", "-n", "auto", "tests", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Run every code block of README and docs."""
    session.install("-e", *DEV)
    session.run("python", "-m", "pytest", "README.md", "docs", *session.posargs)


@nox.session
def packs(session: nox.Session) -> None:
    """Let the packs prove themselves."""
    session.install("-e", *DEV)
    session.run("konexio", "pack", "check", "--seeds", "3", "--flaky", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure; ratios within one run."""
    session.install("-e", *DEV)
    session.run("python", "benchmarks/grading.py", *session.posargs)


@nox.session(venv_backend="uv")
def lowest(session: nox.Session) -> None:
    """Run the tests with the oldest versions of the dependencies that we promise."""
    session.install("--resolution", "lowest-direct", "-e", *DEV)
    session.run("python", "-m", "pytest", "-n", "auto", "tests", *session.posargs)
