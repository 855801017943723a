total = 3
if total > 1:
    total = 2
sinon:
    total = 1
