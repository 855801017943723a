# row: D6
# tries: to abort in a cell
# expect: error
# holds: a crash costs its own cell
import os

os.abort()
