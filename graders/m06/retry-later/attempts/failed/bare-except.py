# %% retry
def try_again(ask):
    tries = 1
    while tries <= 3:
        try:
            return ask()
        except:
            tries += 1
