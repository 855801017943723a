# row: E8
# tries: terminal codes in what is displayed, printed, raised and returned
# expect: failed error
# says: \x1b
# holds: control codes are text
print("\x1b]0;owned\x07\x1b[2J\x1b[31m\x9b31m[bold red]x[/] passed")


class Loud(Exception):
    pass


def double(x):
    if isinstance(x, str):
        return "\x1b[8m[link=http://127.0.0.1:@PORT@]x[/link]"
    raise Loud("\x1b]8;;http://127.0.0.1:@PORT@\x07click\x1b]8;;\x07\x1b[6n")
