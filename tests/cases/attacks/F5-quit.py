# row: F5
# tries: every polite way to leave
# expect: failed
# says: still here
# holds: leaving early is not passing
try:
    raise SystemExit(0)
except SystemExit:
    pass
exit()
quit()
print("still here")


def double(x):
    exit()

# %% second
raise type("Done", (SystemExit,), {})(0)

# %% third
raise KeyboardInterrupt
