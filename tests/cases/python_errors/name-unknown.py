city = Amman
