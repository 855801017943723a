word = kimono
