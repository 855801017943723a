# row: F5
# tries: to end the process as if all were well
# expect: error
# holds: the end of a room is an error, and costs that submission alone
import os

os._exit(0)
