# row: F2
# tries: to replace the shell's own way of running cells
# expect: failed
# says: replaced
# holds: what a cell says of itself earns nothing
from types import SimpleNamespace

shell = get_ipython()
nothing = SimpleNamespace(error_before_exec=None, error_in_exec=None)
shell.run_cell = lambda *a, **k: nothing
shell.__class__.run_cell = lambda *a, **k: nothing
shell.__class__.run_cell_async = lambda *a, **k: nothing
print("replaced")


def double(x):
    return True

# %% second
raise SystemExit("never seen")
