# %% greeting
def greeting(name, count):
    return f"Hello {name}, you have {count} new {message_word(count)}."
