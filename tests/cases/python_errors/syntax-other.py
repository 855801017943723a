total = 3 +
