"""Every exit code by a real cause: two lines that name what happened and what to do next."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from konexio_cli.errors import Exit, KonexioError
from konexio_cli.model.language import Language
from konexio_cli.reports.catalogue import Texts

from .conftest import Answers, Done, Konexio, answer, attempts, notebook_of, say

VAT = "m01/price-with-vat"


def told(done: Done, code: str, facts: Mapping[str, object], language: str = "en") -> bool:
    """Whether standard error is exactly the error `code`, and standard output nothing."""
    what, after = Texts(Language(language)).error(KonexioError(code, Exit.USAGE, **facts))
    return (done.out, done.err.splitlines()) == ("", [what, f"→ {after}"])


USAGE = [
    (["chek"], "command-near", {"command": "chek", "near": "check"}),
    (["frobnicate"], "command-unknown", {"command": "frobnicate"}),
    (["cohort", "grad"], "command-near", {"command": "grad", "near": "cohort grade"}),
    (["list", "--foo"], "option-unknown", {"option": "--foo"}),
    (["list", "--exercise"], "option-near", {"option": "--exercise", "near": "--exercises"}),
    (["list", "--exercises"], "option-wrong", {"option": "--exercises"}),
    (["list", "--lang", "xx"], "language-unknown", {"language": "xx", "known": "en, fr, ar"}),
    (["check", "my", "note", "book.ipynb"], "argument-extra", {"extra": "note book.ipynb"}),
    (["ask", "one"], "workspace-missing", {}),
    (["quit"], "command-quit", {}),
    (["help"], "command-near", {"command": "help", "near": "--help"}),
    (["strat"], "command-near", {"command": "strat", "near": "start"}),
    (["konexio", "check"], "command-near", {"command": "konexio", "near": "check"}),
    (["konexio"], "command-near", {"command": "konexio", "near": "--help"}),
    (["aide"], "command-near", {"command": "aide", "near": "--help"}),
    (["liste"], "command-near", {"command": "liste", "near": "list"}),
    (["verifier"], "command-near", {"command": "verifier", "near": "check"}),
    (["etat"], "command-near", {"command": "etat", "near": "status"}),
    (
        ["cohort", "grade"],
        "argument-missing",
        {
            "wanted": say("en", "help.options.folder"),
            "example": "konexio cohort grade submissions --out grades",
        },
    ),
    (["cohort", "grade", ".", "-j", "999"], "argument-wrong", {"name": "--jobs"}),
    (["list"], "workspace-missing", {}),
    (["check"], "workspace-missing", {}),
]


@pytest.mark.parametrize(
    ("words", "code", "facts"), USAGE, ids=["-".join(words) for words, _, _ in USAGE]
)
def test_2_usage(konexio: Konexio, words: list[str], code: str, facts: dict[str, object]) -> None:
    done = konexio.run(*words)
    assert done.exit == 2
    assert told(done, code, facts), done.err


FRENCH = [
    (["vérifier"], "command-near", {"command": "vérifier", "near": "check"}),
    (["Suivant"], "command-near", {"command": "Suivant", "near": "next"}),
    (["indices"], "command-near", {"command": "indices", "near": "hint"}),
    (["commencer"], "command-near", {"command": "commencer", "near": "start"}),
    (["watsh"], "command-near", {"command": "watsh", "near": "watch"}),
    (["xyz"], "command-unknown", {"command": "xyz"}),
    (["cohort", "grad"], "command-near", {"command": "grad", "near": "cohort grade"}),
    (["pack", "chek"], "command-near", {"command": "chek", "near": "pack check"}),
    (["quitter"], "command-quit", {}),
    (["statut"], "command-near", {"command": "statut", "near": "status"}),
    (["annuler"], "command-near", {"command": "annuler", "near": "undo"}),
    (["watch", "--exercise"], "option-near", {"option": "--exercise", "near": "--exercises"}),
    (["next", "--foo"], "option-unknown", {"option": "--foo"}),
    (
        ["receive"],
        "argument-missing",
        {
            "wanted": "Un fichier .konexio, ou un dossier de ces fichiers.",
            "example": "konexio receive Amina.konexio",
        },
    ),
]


@pytest.mark.parametrize(
    ("words", "code", "facts"), FRENCH, ids=["-".join(words) for words, _, _ in FRENCH]
)
def test_what_was_meant_is_said_in_french(
    konexio: Konexio, words: list[str], code: str, facts: dict[str, object]
) -> None:
    done = konexio.run(*words, "--lang", "fr")
    assert done.exit == 2
    assert told(done, code, facts, "fr"), done.err


@pytest.mark.parametrize(
    ("flag", "environment", "spoken"),
    [
        (["--lang", "fr"], {"KONEXIO_LANG": "en"}, "fr"),
        ([], {"KONEXIO_LANG": "fr"}, "fr"),
        ([], {"LANG": "fr_FR.UTF-8"}, "fr"),
        ([], {"LANG": "de_DE.UTF-8"}, "en"),
        (["--lang=ar"], {}, "ar"),
    ],
)
def test_errors_speak_the_learners_language(
    konexio: Konexio, flag: list[str], environment: dict[str, str], spoken: str
) -> None:
    done = konexio.run("list", "--foo", *flag, env=environment)
    assert told(done, "option-unknown", {"option": "--foo"}, spoken), done.err


# Within a mount of its own, as root of a namespace: a disk of one MiB, then the same read-only.
_SMALL_DISK = """
set -e
mount -t tmpfs -o size=16m none "$1"
cp -r "$2/." "$1"
cd "$1"
shift 2
head -c 32m /dev/zero > filler 2> /dev/null || true
set +e
"$@" check m01/price-with-vat --json; echo "exit $?"
rm filler
mount -o remount,ro .
"$@" check m01/price-with-vat --json; echo "exit $?"
"$@" start . --json; echo "exit $?"
cat m01/price-with-vat/price-with-vat.ipynb
"""


def _own_mounts() -> bool:
    command = ["unshare", "-rm", "true"]
    return bool(shutil.which("unshare")) and subprocess.run(command, check=False).returncode == 0


@pytest.mark.skipif(not _own_mounts(), reason="needs a mount of its own")
def test_3_a_full_and_a_read_only_disk(work: Konexio, answers: Answers, tmp_path: Path) -> None:
    answer(notebook_of(work, VAT), answers(VAT, "reference"))
    # A journal that exists: it is what has to grow.
    assert work.run("check", VAT).exit == 0
    (tmp_path / "disk").mkdir()
    script = ["unshare", "-rm", "sh", "-c", _SMALL_DISK, "sh", str(tmp_path / "disk")]
    done = subprocess.run(
        [*script, str(work.folder), *work.command()],
        env=dict(work.environment),
        capture_output=True,
        check=True,
    )
    assert done.stderr == b""
    parts, text = [], done.stdout.decode()
    for _ in range(3):
        document, _, text = text.partition("exit ")
        code, _, text = text.partition("\n")
        parts.append((json.loads(document)["error"]["code"], int(code)))
    assert parts == [("disk-full", 3), ("folder-read-only", 3), ("folder-read-only", 3)]
    assert text == notebook_of(work, VAT).read_text("utf-8")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="binds ordinary users only")
def test_3_a_folder_without_the_right_to_write(konexio: Konexio, tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)
    done = konexio.run("start", "closed/work")
    assert done.exit == 3
    assert say("en", "errors.folder-read-only.next") in done.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_3_output_that_cannot_be_written(work: Konexio, form: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            work.command("list", *form),
            cwd=work.folder,
            env=dict(work.environment),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="a folder in use cannot be removed there")
def test_3_a_working_folder_that_is_gone(konexio: Konexio) -> None:
    script = ["sh", "-c", 'mkdir gone; cd gone; rmdir ../gone; exec "$@"', "sh"]
    done = subprocess.run(
        [*script, *konexio.command("list")],
        cwd=konexio.folder,
        env=dict(konexio.environment),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 3
    assert say("en", "errors.machine.next") in done.stderr.decode()


@pytest.mark.parametrize("source", ["no-such-folder", "ext::sh -c id", "-u"])
def test_4_a_source_that_cannot_be_had(work: Konexio, source: str) -> None:
    before = sorted(work.folder.rglob("*"))
    done = work.run("pull", "--", source)
    assert done.exit == 4
    assert len(done.err.splitlines()) == 2
    assert [path for path in sorted(work.folder.rglob("*")) if path not in before] in (
        [],
        [work.folder / ".konexio" / "courses"],
    )


@pytest.mark.parametrize("language", ["en", "fr"])
def test_5_an_error_of_ours_writes_a_report(work: Konexio, tmp_path: Path, language: str) -> None:
    broken = tmp_path / "broken" / "pydantic"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text("raise RuntimeError('a broken installation')\n", "utf-8")
    done = work.run("list", "--lang", language, env={"PYTHONPATH": str(broken.parent)})
    assert done.exit == 5
    (report,) = (tmp_path / "tmp").glob("konexio-report-*.txt")
    assert told(done, "unexpected", {"file": report}, language)
    text = report.read_text("utf-8")
    assert text.startswith(f"konexio list\npython {sys.version.split()[0]}")
    assert "RuntimeError: a broken installation" in text
    assert "Amina" not in text


@pytest.mark.skipif(os.name == "nt", reason="pipes end differently there")
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_reader_that_goes_away_is_no_error(work: Konexio, form: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        work.command("list", *form),
        cwd=work.folder,
        env=dict(work.environment),
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_terminal_that_lacks_our_characters_is_no_error(work: Konexio) -> None:
    done = work.run("list", "--lang", "fr", env={"PYTHONIOENCODING": "ascii"})
    assert done.exit == 0
    assert "m01/tidy-name" in done.out
    listed = work.run("list", "--json", env={"PYTHONIOENCODING": "ascii"})
    assert listed.json["ok"] is True
    assert attempts(work) == []
