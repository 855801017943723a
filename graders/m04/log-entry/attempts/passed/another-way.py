# %% log
def add(entry, log=None):
    if log is None:
        return [entry]
    log += [entry]
    return log
