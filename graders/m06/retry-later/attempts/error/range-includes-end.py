# %% retry
def try_again(ask):
    for tries in range(1, 3):
        try:
            return ask()
        except ConnectionError as problem:
            last = problem
    raise last
