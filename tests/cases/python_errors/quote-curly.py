name = “Amina”
