prix 100
