# %% retry
def try_again(ask):
    tries = 1
    while True:
        try:
            return ask
        except ConnectionError:
            if tries == 3:
                raise
            tries += 1
