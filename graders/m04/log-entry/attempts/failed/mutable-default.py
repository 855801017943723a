# %% log
def add(entry, log=[]):
    log.append(entry)
    return log
