# row: F4
# tries: to find the room's own agent and let it answer "right" to everything
# expect: failed error
# says: agents: 1
# holds: the agent is a learner's claim too: it does not know what is right
import gc

agents = [one for one in gc.get_objects() if type(one).__name__ == "Agent"]
print("agents:", len(agents))


class Yes(dict):
    def __getitem__(self, name):
        return lambda request: True


for agent in agents:
    agent._operations = Yes()
    agent._encode = lambda value: True


def double(x):
    return 0
