"""The tables of cohort.db."""

from __future__ import annotations

VERSION = 1

# `here` is 0 for what no longer lies in the cohort. The exercise, the round and the grader
# are those of the grade that counts: another grader's grade is kept beside it, and applied by
# naming it here. `problem` is the line of what could not be graded.
TABLES = """
CREATE TABLE submissions (
  number INTEGER PRIMARY KEY, learner TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL,
  at TEXT NOT NULL, source TEXT NOT NULL, here INTEGER NOT NULL DEFAULT 1,
  exercise TEXT NOT NULL DEFAULT '', round INTEGER NOT NULL DEFAULT 0,
  grader_sha256 TEXT NOT NULL DEFAULT '', problem TEXT NOT NULL DEFAULT '',
  UNIQUE (learner, file, sha256)) STRICT;
CREATE TABLE grades (
  sha256 TEXT NOT NULL, exercise TEXT NOT NULL, round INTEGER NOT NULL,
  grader_sha256 TEXT NOT NULL, line TEXT NOT NULL,
  PRIMARY KEY (sha256, exercise, round, grader_sha256)) STRICT;
CREATE TABLE notes (
  number INTEGER PRIMARY KEY, code TEXT NOT NULL, learner TEXT NOT NULL, file TEXT NOT NULL,
  fact TEXT NOT NULL, UNIQUE (code, learner, file, fact)) STRICT;
"""

# What a learner handed in last for an exercise stands first; what has no grade stands alone.
NEWEST_FIRST = """
SELECT *, CASE WHEN grader_sha256 = '' THEN 1 ELSE row_number() OVER (
  PARTITION BY learner, exercise, round, grader_sha256 = ''
  ORDER BY at DESC, file DESC, sha256 DESC) END AS place
FROM submissions WHERE here
"""
