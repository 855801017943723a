# row: OK
# expect: passed
# holds: a learner may ask
def greet():
    name = input("Your name? ")
    times = int(input("How often? "))
    for _ in range(times):
        print("Hello", name)

# %% checks
def test_input(keyboard, printed):
    keyboard.type("Amina", "2")
    greet()
    assert printed() == "Hello Amina\nHello Amina\n"
