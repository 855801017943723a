# row: OK
# expect: passed
# holds: a learner may await at the top of a cell, and use magics
import asyncio


async def fetch(n):
    await asyncio.sleep(0)
    return n * 2


answers = await asyncio.gather(*(fetch(n) for n in range(4)))
%timeit -n 1 -r 1 sum(range(10))


def double(x):
    return x * 2

# %% checks
def test_await():
    assert answers == [0, 2, 4, 6]
    assert double(4) == 8
