total = 20% * 3
