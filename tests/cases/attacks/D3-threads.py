# row: D3
# tries: threads, started before the room is branched
# expect: forbidden
# says: started: 1
# holds: no threads but the room's own
import threading
import time

started = 0
for _ in range(100):
    try:
        threading.Thread(target=lambda: time.sleep(3600), daemon=True).start()
        started += 1
    except RuntimeError:
        break
print("started:", started)


def double(x):
    return 0
