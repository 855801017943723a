"""Programs that try to remember a call at the next: `answer()` tells how often it was asked.

Cells are divided by `# %%`. Each remembers where calls share a room; no two checks may tell.
"""

from __future__ import annotations

from collections.abc import Mapping

_COUNTS = "    {0}.append(1)\n    return len({0})"

MEMORIES: Mapping[str, str] = {
    "what re has forgotten": """
import re
re.compile("first")
for i in range(511):
    re.compile("z" + str(i))
def answer():
    old = re.compile("first")
    re.compile("one" + " more")
    return re.compile("first") is old""",
    "what re knows, told by the depth of the stack": """
import re
def known(depth):
    if depth:
        return known(depth - 1)
    return re.compile("(" * 60 + "x" + ")" * 60)
def deepest(depth):
    try:
        return deepest(depth + 1)
    except RecursionError:
        return depth
def answer():
    try:
        known(deepest(0) - 40)
        told = True
    except RecursionError:
        told = False
    known(0)
    return told""",
    "a default": "def answer(seen=[]):\n" + _COUNTS.format("seen"),
    "a default that is called": "def answer(seen=list()):\n" + _COUNTS.format("seen"),
    "a keyword default": "def answer(*, seen=[]):\n" + _COUNTS.format("seen"),
    "a default of a lambda": "answer = lambda seen=[]: seen.append(1) or len(seen)",
    "a text buffer as default": """
import io
def answer(kept=io.StringIO()):
    kept.write("x")
    return len(kept.getvalue())""",
    "a deque as default": """
from collections import deque
def answer(kept=deque()):
    kept.append(1)
    return len(kept)""",
    "the word global": "n = 0\ndef answer():\n    global n\n    n += 1\n    return n",
    "a list at the top": "seen = []\ndef answer():\n" + _COUNTS.format("seen"),
    "a list in a tuple": "KEPT = (1, [])\ndef answer():\n" + _COUNTS.format("KEPT[1]"),
    "a list through a lambda": """
seen = []
keep = lambda: seen.append(1) or len(seen)
def answer():
    return keep()""",
    "a closure": """
def make():
    n = 0
    def count():
        nonlocal n
        n += 1
        return n
    return count
answer = make()""",
    "a closure behind a function": """
def make():
    seen = []
    return lambda: seen.append(1) or len(seen)
count = make()
def answer():
    return count()""",
    "a generator": """
def numbers():
    n = 0
    while True:
        n += 1
        yield n
kept = numbers()
def answer():
    return next(kept)""",
    "a counter at the top": """
from itertools import count
numbers = count()
def answer():
    return next(numbers)""",
    "the bound method of a counter": """
from itertools import count
numbers = count().__next__
def answer():
    return numbers()""",
    "an attribute of itself": """
def answer():
    answer.n = getattr(answer, "n", 0) + 1
    return answer.n""",
    "an attribute of a class": """
class Kept:
    n = 0
def answer():
    Kept.n += 1
    return Kept.n""",
    "a class made by type": """
Kept = type("Kept", (), {"seen": []})
def answer():
    Kept.seen.append(1)
    return len(Kept.seen)""",
    "an attribute of a module": """
import math
def answer():
    math.n = getattr(math, "n", 0) + 1
    return math.n""",
    "a module under another name": """
import math
def answer():
    m = math
    m.n = getattr(m, "n", 0) + 1
    return m.n""",
    "a cache": """
import functools
@functools.lru_cache
def kept():
    return []
def answer():
    kept().append(1)
    return len(kept())""",
    "a decorator": """
def once(function):
    seen = []
    return lambda: seen.append(1) or len(seen)
@once
def answer():
    pass""",
    "a partial": """
from functools import partial
def kept(seen):
    seen.append(1)
    return len(seen)
answer = partial(kept, [])""",
    "the walrus at the top": "(seen := [])\ndef answer():\n" + _COUNTS.format("seen"),
    "the walrus in a comprehension": (
        "[(seen := []) for _ in range(1)]\ndef answer():\n" + _COUNTS.format("seen")
    ),
    "a builtin's name in a comprehension": (
        "[(sum := []) for _ in range(1)]\ndef answer():\n" + _COUNTS.format("sum")
    ),
    "the walrus in an annotation": (
        "F = 1\ndef other(x: (F := [])):\n    return x\ndef answer():\n" + _COUNTS.format("F")
    ),
    "the walrus in what is returned": (
        "F = 1\ndef other() -> (F := []):\n    return 1\ndef answer():\n" + _COUNTS.format("F")
    ),
    "an annotated name": "seen: list = []\ndef answer():\n" + _COUNTS.format("seen"),
    "annotations": """
x: int = 1
def answer():
    __annotations__["n"] = __annotations__.get("n", 0) + 1
    return __annotations__["n"]""",
    "a function given again": "def f():\n    pass\nf = []\ndef answer():\n" + _COUNTS.format("f"),
    "a constant given again": "F = 1\nfor F in [[]]:\n    pass\ndef answer():\n"
    + _COUNTS.format("F"),
    "a name that an exception leaves": """
F = 1
try:
    raise ValueError([])
except ValueError as problem:
    F = problem.args[0]
def answer():
    F.append(1)
    return len(F)""",
    "a name of match": (
        "F = 1\nmatch [[]]:\n    case [F]:\n        pass\ndef answer():\n" + _COUNTS.format("F")
    ),
    "a name of with": """
import io
F = 1
with io.StringIO() as F:
    pass
F = io.StringIO()
def answer():
    F.write("x")
    return F.tell()""",
    "a starred name": "F = 1\n*F, = []\ndef answer():\n" + _COUNTS.format("F"),
    "a builtin's name": "list = []\ndef answer():\n" + _COUNTS.format("list"),
    "a Decimal that is a list": (
        "def Decimal(x):\n    return []\nF = Decimal('1')\ndef answer():\n" + _COUNTS.format("F")
    ),
    "a Decimal that is a deque": (
        "from collections import deque as Decimal\nF = Decimal('')\ndef answer():\n"
        + _COUNTS.format("F")
    ),
    "the frame of a generator": """
def one():
    yield 1
def answer():
    names = one().gi_frame.f_globals
    names["n"] = names.get("n", 0) + 1
    return names["n"]""",
    "the frame of a traceback": """
def answer():
    try:
        1 / 0
    except ZeroDivisionError as problem:
        names = problem.__traceback__.tb_frame.f_globals
        names["n"] = names.get("n", 0) + 1
        return names["n"]""",
    "the globals of a function": """
def answer():
    answer.__globals__["n"] = answer.__globals__.get("n", 0) + 1
    return answer.__globals__["n"]""",
    "a format that fills a dictionary": """
from collections import defaultdict
kept = defaultdict(list)
def answer():
    n = 0
    while str(n) in "{0.__globals__[kept]}".format(answer):
        n += 1
    ("{0.__globals__[kept][%d]}" % n).format(answer)
    return n""",
    "a format that is mapped": """
from collections import defaultdict
kept = defaultdict(list)
def answer():
    n = 0
    while str(n) in list(map(str.format, ["{0.__globals__[kept]}"], [answer]))[0]:
        n += 1
    list(map(str.format, ["{0.__globals__[kept][%d]}" % n], [answer]))
    return n""",
    "a format within a format": """
from collections import defaultdict
kept = defaultdict(str)
def answer():
    return "{1.__globals__[kept]}{0:{1.__globals__[kept][a]}}".format("", answer)""",
    "string.Formatter": """
import string
from collections import defaultdict
kept = defaultdict(list)
def answer():
    n = 0
    while str(n) in string.Formatter().format("{0.__globals__[kept]}", answer):
        n += 1
    string.Formatter().format("{0.__globals__[kept][%d]}" % n, answer)
    return n""",
    "operator.attrgetter": """
import operator
def answer():
    names = operator.attrgetter("__globals__")(answer)
    names["n"] = names.get("n", 0) + 1
    return names["n"]""",
    "a property that sets": """
import csv
def answer():
    kept = csv.DictReader.fieldnames
    try:
        kept.fget(answer)
    except AttributeError as problem:
        was = "reader" in str(problem)
    kept.fset(answer, 1)
    return was""",
    "a property of a table": """
import pandas as pd
def answer():
    try:
        n = pd.Series.name.fget(answer)
    except AttributeError:
        n = 0
    pd.Series.name.fset(answer, n + 1)
    return n""",
    "memory as it lies there": """
import numpy as np
def answer():
    kind = type(np.ones(1))
    n = float(kind((50,))[7])
    np.ones(50) * 4242
    return n == 4242""",
    "the type of a file": """
def answer():
    kind = type(open("prices.csv", "rb").raw)
    try:
        n = len(open("kept.txt").read())
    except FileNotFoundError:
        n = 0
    kind("kept.txt", "a").write(b"1")
    return n""",
    "a file": """
def answer():
    try:
        with open("kept.txt") as file:
            n = len(file.read())
    except FileNotFoundError:
        n = 0
    with open("kept.txt", "a") as file:
        file.write("1")
    return n""",
    "print to a file": """
def answer():
    with open("kept.txt", "a") as file:
        print(1, file=file)
    with open("kept.txt") as file:
        return len(file.read())""",
    "a table that writes by its name": """
import pandas as pd
def answer():
    try:
        n = len(open("kept.csv").read())
    except FileNotFoundError:
        n = 0
    pd.DataFrame({"a": [1] * (n + 1)}).to_csv("kept.csv")
    return n""",
    "a table that is told to write": """
import pandas as pd
def answer():
    try:
        n = len(open("kept.csv").read())
    except FileNotFoundError:
        n = 0
    pd.DataFrame({"a": [1] * (n + 1)}).pipe(pd.DataFrame.to_csv, "kept.csv")
    return n""",
    "a draw of tables": """
import pandas as pd
def answer():
    return int(pd.Series(range(10**9 // 10**3)).sample(1).iloc[0])""",
    "the number of the next file": """
def answer():
    kept = [open("prices.csv")]
    kept.append(kept)
    return kept[0].fileno()""",
    "a file by its number": """
opened = open("prices.csv", "rb")
def answer():
    for number in range(3, 20):
        try:
            kept = [open(number, "rb")]
        except FileNotFoundError:
            continue
        kept.append(kept)
        return len(kept[0].read(8))
    return -1""",
    "memory that is used up": """
def answer():
    n, kept = 0, []
    kept.append(kept)
    try:
        while n < 100:
            kept.append(bytearray(20 * 2**20))
            n += 1
    except Exception:
        kept.pop()
        kept.pop()
    return n""",
    "memory that is used up, in the end": """
def answer():
    n, kept = 0, []
    kept.append(kept)
    try:
        while n < 100:
            kept.append(bytearray(20 * 2**20))
            n += 1
    finally:
        kept.pop()
        kept.pop()
        return n""",
    "cells that are one text together": '"""\n# %%\nseen = []\ndef answer():\n'
    + _COUNTS.format("seen")
    + '\n# %%\n"""',
    "a prompt": "In = {}\n# %%\nF = 1\n# %%\nIn [2]: F = []\n# %%\ndef answer():\n"
    + _COUNTS.format("F"),
    "a magic": "F = 1\n# %%\n%time F = []\n# %%\ndef answer():\n" + _COUNTS.format("F"),
    "a name of IPython's": "def answer():\n    Out[len(Out)] = 1\n    return len(Out)",
    "eval": "def answer():\n    return eval('kept.append(1) or len(kept)')\nkept = []",
}

# Programs that look like these, keep nothing, and are proven to.
HARMLESS: Mapping[str, str] = {
    "a list of its own": "def answer():\n    seen = []\n    seen.append(1)\n    return len(seen)",
    "a closure of its own": """
def answer():
    n = 0
    def count():
        nonlocal n
        n += 1
        return n
    return count() + count()""",
    "a generator of its own": "def answer():\n    yield 1\ndef other():\n    return list(answer())",
    "a list that only cells reach": "seen = []\nseen.append(1)\ndef answer():\n    return 1",
    "a format of values": 'def answer():\n    return "{:.2f} {}".format(1, 2) + f"{3!r:>5}"',
    "a file that is read": 'def answer():\n    with open("prices.csv") as file:\n        return file.read()',
    "an exception": "def answer():\n    try:\n        return int('x')\n    except ValueError as e:\n        return str(e)",
    "a type that is compared": "def answer():\n    return type(1) == int and type('') in (str, bytes)",
    "a table": "import pandas as pd\ndef answer():\n    return int(pd.Series([1, 2]).sum())",
}
