# %% greeting
def greeting(name, count):
    return "Hello {name}, you have {count} new {message_word(count)}."
