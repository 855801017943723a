total = 3
tant que total > 1:
    total = 1
