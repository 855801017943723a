# %% greeting
def greeting(name, count):
    print(f"Hello {name}, you have {count} new {message_word(count)}.")
