age = '18'
print(age > 17)
