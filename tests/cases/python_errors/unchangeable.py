name = 'amina'
name[0] = 'A'
