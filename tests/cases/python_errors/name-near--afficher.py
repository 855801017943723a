afficher(3)
