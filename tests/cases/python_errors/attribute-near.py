print('a'.uper())
