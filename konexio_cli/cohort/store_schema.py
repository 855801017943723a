"""The tables of cohort.db."""

from __future__ import annotations

VERSION = 1

# `here` is 0 for what no longer lies in the cohort. `grade` is the one that counts: another
# grader's grade is kept beside it, and applied by naming it here. `problem` is the line of what
# could not be graded. A score is what many grades have in common; a record is a whole line.
TABLES = """
CREATE TABLE submissions (
  number INTEGER PRIMARY KEY, learner TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL,
  at TEXT NOT NULL, source TEXT NOT NULL, timed INTEGER NOT NULL,
  here INTEGER NOT NULL DEFAULT 1, grade INTEGER, problem TEXT NOT NULL DEFAULT '',
  UNIQUE (learner, file, sha256)) STRICT;
CREATE TABLE grades (
  number INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, exercise TEXT NOT NULL,
  round INTEGER NOT NULL, grader_sha256 TEXT NOT NULL, score INTEGER NOT NULL,
  UNIQUE (sha256, exercise, round, grader_sha256)) STRICT;
CREATE TABLE scores (
  number INTEGER PRIMARY KEY, exercise TEXT NOT NULL, round INTEGER NOT NULL,
  grader_sha256 TEXT NOT NULL, verdict TEXT NOT NULL, points INTEGER NOT NULL,
  possible INTEGER NOT NULL, message TEXT NOT NULL, evidence TEXT NOT NULL, room TEXT NOT NULL,
  told TEXT NOT NULL,
  UNIQUE (exercise, round, grader_sha256, verdict, points, message, room, told, possible, evidence)
  ) STRICT;
CREATE TABLE records (grade INTEGER PRIMARY KEY, line TEXT NOT NULL) STRICT;
CREATE TABLE notes (
  number INTEGER PRIMARY KEY, code TEXT NOT NULL, learner TEXT NOT NULL, file TEXT NOT NULL,
  fact TEXT NOT NULL, UNIQUE (code, learner, file, fact)) STRICT;
"""
