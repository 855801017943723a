fonction fee(total):
    return total
