# row: F5
# tries: to close every descriptor, and so the judge's socket
# expect: error
# holds: a room that falls silent is broken
import os

os.closerange(0, 1025)
