word = "'kimono'"
