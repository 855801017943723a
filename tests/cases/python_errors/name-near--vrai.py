done = Vrai
