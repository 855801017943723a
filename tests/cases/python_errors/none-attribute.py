import re
found = re.search('x', 'y')
print(found.group())
