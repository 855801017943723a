# row: OK
# expect: passed
# limits: processes=4
# holds: where an exercise allows threads and processes, they may be used
import os
import threading
from concurrent.futures import ThreadPoolExecutor


def double(x):
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda n: n * 2, [x]))
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return answers[0]
