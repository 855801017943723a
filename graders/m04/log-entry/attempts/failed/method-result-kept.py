# %% log
def add(entry, log=None):
    if log is None:
        log = []
    log = log.append(entry)
    return log
