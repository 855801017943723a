# row: F8
# tries: to read the checks' source by inspect, linecache and traceback
# expect: failed
# says: searched
# holds: the room receives arguments, and nothing that they are compared with
import inspect
import linecache
import traceback


def double(x):
    lines = [line for entry in linecache.cache.values() for line in (entry[2] if len(entry) > 2 else [])]
    stack = [frame.filename + str(frame.code_context) for frame in inspect.stack()]
    print("searched", *[line for line in lines + stack if "assert double" in line])
    return "".join(traceback.format_stack())
