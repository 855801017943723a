"""What the store asks of its database, statement by statement."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from konexio_cli.cohort.kept import Identity, Seen, identity, told_of
from konexio_cli.cohort.line import Line, to_text

SUBMISSIONS = """
SELECT learner, file, sha256, at, source, timed FROM submissions
WHERE here ORDER BY learner, file, sha256
"""

# In the order of Row's fields; the last is the number of a score.
ROWS = """
SELECT s.learner, s.file, s.sha256, s.at, s.timed, s.problem, g.score
FROM submissions AS s LEFT JOIN grades AS g ON g.number = s.grade
WHERE s.here ORDER BY s.learner, s.file, s.sha256
"""

# In the order of Score's fields.
SCORES = """
SELECT number, exercise, round, grader_sha256, verdict, points, possible, message, evidence,
  room, told FROM scores
"""

# Exercises that more than one grader has judged.
REGRADED = """
SELECT DISTINCT exercise FROM scores GROUP BY exercise HAVING count(DISTINCT grader_sha256) > 1
"""

# Submissions of an exercise for which a newer grade waits than the one that counts.
WAITING = """
SELECT s.learner, s.file, s.sha256 FROM submissions AS s JOIN grades AS g ON g.number = s.grade
JOIN grades AS n ON (n.sha256, n.exercise, n.round) = (g.sha256, g.exercise, g.round)
WHERE s.here AND g.exercise = ? AND n.number > g.number
"""

# Row by row what ROWS leaves out.
RECORDS = """
SELECT s.source, r.line FROM submissions AS s LEFT JOIN records AS r ON r.grade = s.grade
WHERE s.here ORDER BY s.learner, s.file, s.sha256
"""

GRADED = """
SELECT s.learner, s.file, s.sha256, g.sha256, g.exercise, g.round, g.grader_sha256
FROM submissions AS s JOIN grades AS g ON g.number = s.grade WHERE s.here
"""

COLUMNS = """
SELECT DISTINCT g.exercise, g.round FROM submissions AS s JOIN grades AS g ON g.number = s.grade
WHERE s.here ORDER BY 1, 2
"""

GRADE = """
SELECT line FROM records JOIN grades ON number = grade
WHERE (sha256, exercise, round, grader_sha256) = (?, ?, ?, ?)
"""

NEW_NOTE = "INSERT OR IGNORE INTO notes (code, learner, file, fact) VALUES (?, ?, ?, ?)"
NOTES = "SELECT code, learner, file, fact FROM notes ORDER BY number"

ALL_GONE = "UPDATE submissions SET here = 0"
NEW_SUBMISSION = """
INSERT INTO submissions (learner, file, sha256, at, source, timed) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET here = 1
"""

# Each learner with the folder of their files; what lies in none is nobody's.
FOLDERS = """
SELECT DISTINCT learner, substr(file, 1, instr(file, '/') - 1) FROM submissions
WHERE here AND instr(file, '/')
"""
# What is gone may have the same name: what is here takes its place.
RENAME = """
UPDATE OR REPLACE submissions SET learner = ?
WHERE here AND learner = ? AND substr(file, 1, instr(file, '/') - 1) = ?
"""

_NEW_PROBLEM = "UPDATE submissions SET problem = ? WHERE (learner, file, sha256) = (?, ?, ?)"

_NEW_SCORE = """
INSERT OR IGNORE INTO scores (exercise, round, grader_sha256, verdict, points, possible, message,
  evidence, room, told) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_SCORE = """
SELECT number FROM scores WHERE (exercise, round, grader_sha256, verdict, points, possible,
  message, evidence, room, told) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_NEW_GRADE = """
INSERT OR IGNORE INTO grades (sha256, exercise, round, grader_sha256, score)
VALUES (?, ?, ?, ?, ?)
"""

# The file may have been saved again since it was seen: what was graded is what counts.
_APPLY = """
UPDATE OR REPLACE submissions SET sha256 = ?1, problem = '', grade = (SELECT number FROM grades
  WHERE (sha256, exercise, round, grader_sha256) = (?1, ?2, ?3, ?4))
WHERE (learner, file, sha256) = (?5, ?6, ?7)
"""


def keep_problem(database: sqlite3.Connection, seen: Seen, line: Line) -> None:
    """Keep why a submission has no grade."""
    database.execute(_NEW_PROBLEM, (to_text(line), seen.learner, seen.file, seen.sha256))


def keep_grade(database: sqlite3.Connection, line: Line) -> None:
    """Keep a grade; one of the same names stays as it is."""
    named = identity(line)
    score = (
        *(*named[1:], line.verdict, line.points, line.possible, line.message),
        *(line.evidence, line.room, told_of(line)),
    )
    database.execute(_NEW_SCORE, score)
    (number,) = database.execute(_SCORE, score).fetchone()
    done = database.execute(_NEW_GRADE, (*named, number))
    if done.rowcount:
        # The same file of two learners has one grade, so that it names neither.
        text = to_text(replace(line, learner="", file=""))
        database.execute("INSERT INTO records VALUES (?, ?)", (done.lastrowid, text))


def apply(database: sqlite3.Connection, seen: Seen, named: Identity) -> None:
    """Let a kept grade count for a submission."""
    database.execute(_APPLY, (*named, seen.learner, seen.file, seen.sha256))
