'abc'.index('d')
