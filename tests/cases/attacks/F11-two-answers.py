# row: F11
# tries: to answer one question twice, right the second time
# expect: error failed
# holds: one answer per question
import gc

agent = next(one for one in gc.get_objects() if type(one).__name__ == "Agent")
real = type(agent).answer


def twice(self, frame):
    answer = real(self, frame)
    return answer + len(answer).to_bytes(4, "big") + answer


type(agent).answer = twice


def double(x):
    return None
