paid = true
