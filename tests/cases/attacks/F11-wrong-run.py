# row: F11
# tries: to report another outcome of a cell than there was
# expect: error
# holds: a report of another shape is a broken room
shell = get_ipython()
import konexio_cli.sandbox.living as living

living.Shell.run = lambda *a: ["out", "err", {"passed": True}, None]

# %% second
1 / 0
