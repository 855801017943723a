# row: D4
# tries: names of files that are no text, or look like paths and options
# expect: failed
# says: named
# holds: a name is data
import os

for name in (b"\xff\xfe", b"line\nbreak", b"-rf *", b"a\x1b[31m", "\u202egpj.exe".encode(), b"...", b"\\..\\x"):
    os.close(os.open(name, os.O_CREAT | os.O_WRONLY))
print("named", len(os.listdir(b".")))


def double(x):
    return 0
