# row: D5
# tries: a flood of displayed values
# expect: failed
# says: shown
# holds: output is cut at its limit
from IPython.display import display

print("shown")
for _ in range(5_000):
    display("x" * 1_000)
display({"text/plain": "y" * 1_000_000, "image/png": "z" * 1_000_000}, raw=True)


def double(x):
    display("x" * 100_000)
    return 0
