word = "kimono"
