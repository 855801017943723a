from decimal import Decimal
Decimal('12,50')
