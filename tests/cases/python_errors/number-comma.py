float('12,50')
