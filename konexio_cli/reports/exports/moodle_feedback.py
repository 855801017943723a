"""The names under which Moodle takes feedback files from a zip file.

The form is that of Moodle's importer (moodle/moodle, mod/assign/feedback/file/importziplib.php):
a folder for each learner, `<name>_<number>_assignsubmission_file_`, as in the archive of all
submissions that it gives. The number belongs to one assignment.
"""

from __future__ import annotations

from collections.abc import Mapping

from konexio_cli.model.learner import Learner
from konexio_cli.reports.names import file_name

FILE = "feedback.html"
# Where Moodle parts the name of a folder, no name may have the same sign.
_PARTS = str.maketrans("_", " ")


def feedback_path(learner: Learner, number: str) -> str:
    """Return the path of a learner's file in the zip; `number` is Moodle's for this assignment."""
    name = file_name(learner.name.translate(_PARTS)) or "learner"
    return f"{name}_{number}_assignsubmission_file_/{FILE}"


def feedback_files(
    learners: Mapping[str, Learner], numbers: Mapping[str, str], pages: Mapping[str, str]
) -> dict[str, bytes]:
    """Return the content of the zip file by path: who has a number and a page has a file."""
    return {
        feedback_path(learners[one], number): pages[one].encode("utf-8", "backslashreplace")
        for one, number in numbers.items()
        if number and one in learners and one in pages
    }
