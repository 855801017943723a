# row: F5
# tries: to end the process when the checks begin
# expect: error
# holds: the end of a room is an error, and costs that submission alone
import os


def double(x):
    os._exit(0)
