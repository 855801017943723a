# %% log
def add(entry, log=None):
    log = []
    log.append(entry)
    return log
