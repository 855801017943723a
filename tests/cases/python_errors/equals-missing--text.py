name "Amina"
