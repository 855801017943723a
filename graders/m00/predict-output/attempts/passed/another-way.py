# %% name
NAME = 'Minh Anh'

# %% answers
answers = {}
answers[1] = "price"
answers[2] = 20
answers[3] = 7
answers[4] = "Hanoi"
answers[5] = 10
answers[6] = 7
answers[7] = 5
answers[8] = 12
answers[9] = "sunday"
answers[10] = "Gao town"
