word = ' Kimono '
