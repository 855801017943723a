"""Which programs provably remember nothing, and which may."""

from __future__ import annotations

import pytest

from konexio_cli.grading.stateless import loose_names

STILL = {
    "a function": ("def f(x):\n    return x + 1", set()),
    "constants": ("RATE = 20\nLOW = -1\nNAMES = ('a', 'b')\ndef f(x):\n    return x * RATE", set()),
    "decimals": ("from decimal import Decimal\nR = Decimal('1.2')\ndef f(x):\n    return x * R", set()),
    "a module": ("import math\ndef f(x):\n    return math.floor(x)", set()),
    "a module by another name": ("import pandas as pd\ndef f(p):\n    return pd.read_csv(p)", set()),
    "tries at the top": ("def f(x):\n    return x\nresult = f(3)\nprint(result)", {"result"}),
    "a list nobody reaches": ("xs = [1]\nfor x in xs:\n    print(x)\ndef f(xs):\n    return xs", {"x", "xs"}),
    "a table that counts": ("import pandas as pd\ndef f(t):\n    return t.groupby('a').agg(n=('b', 'sum')).apply(lambda r: r, axis=1)", set()),
    "reading": ("def f(n):\n    with open(f'{n}.csv', 'r', encoding='utf-8') as h:\n        return h.read()", set()),
    "helpers and inner functions": (
        "def g(x):\n    def h(y):\n        return y * 2\n    return h(x)\ndef f(x):\n    return sorted([g(x)], key=lambda v: -v)",
        set(),
    ),
    "exceptions": ("def f(x):\n    try:\n        return int(x)\n    except ValueError as e:\n        raise KeyError(str(e)) from None", set()),
    "is, of what is one for good": (
        "from decimal import Decimal\nimport math\ndef f(x):\n    return x is None or None is not x or type(x) is int or x is Decimal or x is math.nan or x is ...",
        set(),
    ),
    "patterns": ("import re\nP = 1\ndef f(x):\n    return re.compile('a+').findall(x)", set()),
    "a name given again": ("f = 3\ndef g():\n    return 1\nf = 4", set()),
}  # fmt: skip

MOVING = {
    "a default that can change": "def f(x, seen=[]):\n    seen.append(x)\n    return len(seen)",
    "a default that is called": "def f(x, t=list()):\n    return t",
    "a global list": "seen = []\ndef f(x):\n    seen.append(x)\n    return len(seen)",
    "a global list under a local name elsewhere": "L = []\ndef f(x):\n    g = lambda L: L\n    L.append(x)\n    return L",
    "the word global": "n = 0\ndef f():\n    global n\n    n += 1\n    return n",
    "an attribute of a function": "def f(x):\n    f.n = x",
    "an attribute of a module": "import math\ndef f(x):\n    math.n = x",
    "a module as a value": "import math\ndef f(x):\n    m = math\n    return m.floor(x)",
    "a module under a local name elsewhere": "import decimal\ndef f():\n    g = lambda decimal: 1\n    decimal.setcontext(1)",
    "what a module does not vouch for": "import decimal\ndef f():\n    decimal.getcontext()",
    "a part that a module does not vouch for": "from decimal import getcontext",
    "an unknown module": "import random\ndef f():\n    return random.random()",
    "an import inside": "def f():\n    import math\n    return math.pi",
    "an import in a block": "if True:\n    import math",
    "everything of a module": "from math import *",
    "a builtin that reaches all": "def f():\n    return globals()",
    "a builtin under a local name elsewhere": "def f():\n    g = lambda globals: 1\n    return globals()",
    "a private attribute": "def f():\n    return ().__class__",
    "a class": "class A:\n    pass",
    "a decorator": "from functools import partial\n@partial\ndef f(x):\n    return x",
    "a closure at the top": "def m():\n    c = [0]\n    def g():\n        c[0] += 1\n        return c[0]\n    return g\nf = m()\ndef h():\n    return f()",
    "a function given again": "def f():\n    pass\nf = []\ndef g():\n    f.append(1)\n    return f",
    "a module given again": "import math as m\nm = []\ndef f():\n    return m",
    "a file that may be a number's": "def f(p):\n    return open(p).read()",
    "writing": "def f(p):\n    open(p, 'w').write('x')",
    "writing, by name": "def f(p):\n    open(p, mode='a')",
    "writing, by a mode from elsewhere": "def f(p, m):\n    open(p, m)",
    "open as a value": "def f(p):\n    o = open\n    o(p, 'w')",
    "open for others": "list(map(open, ['a'], ['w']))",
    "an opener": "def f(p):\n    open(p, opener=print)",
    "a table that writes": "import pandas\ndef f(t):\n    t.to_csv('x')",
    "a figure": "import pandas as pd\ndef f(t):\n    t.plot()",
    "text that is run": "from pandas import DataFrame\ndef f(t):\n    t.query('x')",
    "what a text tells a table to do": "import pandas\ndef f(t):\n    t.agg('to_csv', path_or_buf='x')",
    "what another text tells it": "import pandas\ndef f(t, how):\n    t.apply(how)",
    "what a list of texts tells it": "import pandas\ndef f(t):\n    t.agg(['sum', 'to_csv'])",
    "a Decimal that is none": "def Decimal(x):\n    return []\nS = Decimal('1')\ndef f(x):\n    S.append(x)\n    return S",
    "a Decimal of another module": "from copy import copy as Decimal\ndef f(x):\n    return 1",
    "what re still knows": "import re\ndef f(x):\n    a = re.compile('q')\n    return re.compile('q') is a",
    "what re has forgotten": "import re\ndef f(x):\n    a = re.compile('q')\n    return None if re.compile('q') is not a else 1",
    "is in a row": "def f(x, y):\n    return x is None is y is x",
    "is, run into a number": "def f(x, y):\n    return [0xfis x]",
    "is, of a type's name on something else": "import re\nint = re.compile('q')\ndef f(x):\n    return re.compile('q') is int",
    "is, of a type's name as an argument": "def f(int, x):\n    return x is int",
    "is, of a module's value under a local name": "from decimal import Decimal\ndef f(x):\n    return [x is Decimal for Decimal in x]",
    "is, of its own functions": "def f(x):\n    return x is f",
    "is, of a text": "def f(x):\n    return x is 'a'",
    "a place in memory": "def f():\n    return hash(lambda: 0)",
    "a place in memory, by its number": "def f(x):\n    return id(x)",
    "the clock": "from datetime import datetime\ndef f():\n    return datetime.now()",
    "the clock of the world": "from datetime import datetime\ndef f():\n    return datetime.utcnow()",
    "the day": "import datetime\ndef f():\n    return datetime.date.today()",
    "the clock as a number": "import time\ndef f():\n    return time.time()",
    "the process": "import os\ndef f():\n    return os.getpid()",
    "how deep the stack may be": "def f():\n    try:\n        return f()\n    except RecursionError:\n        return 1",
    "how deep the stack may be, in general": "def f():\n    try:\n        return f()\n    except RuntimeError:\n        return 1",
    "annotations as memory": "x: int = 1\ndef f():\n    return __annotations__",
    "a magic": "%%writefile x.py\na = 1",
    "no Python": "for in x:",
    "a coroutine": "async def f():\n    pass",
    "too long": "x = 1\n" * 20_000,
}  # fmt: skip


@pytest.mark.parametrize(("source", "loose"), STILL.values(), ids=STILL)
def test_still(source: str, loose: set[str]) -> None:
    assert loose_names((source,)) == frozenset(loose)


@pytest.mark.parametrize("source", MOVING.values(), ids=MOVING)
def test_may_move(source: str) -> None:
    assert loose_names((source,)) is None


def test_cells_are_one_program() -> None:
    assert loose_names(("seen = []", "def f(x):\n    seen.append(x)\n    return seen")) is None
