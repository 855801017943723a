from datetime import datetime
datetime.strptime('13/04/2025', '%m/%d/%Y')
