total = 3 × 2
