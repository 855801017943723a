# %% greeting
def greeting(name, count):
    ending = "s"
    if count == 1:
        ending = ""
    return "Hello " + name + ", you have " + str(count) + " new message" + ending + "."
