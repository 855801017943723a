total = 3
!pip install pandas
