name = 'Amina'
print(f'Hello {name})
