total = 3
total.send()
