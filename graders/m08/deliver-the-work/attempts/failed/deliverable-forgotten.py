# %% delivery
%%writefile delivery.yaml
client: Claudine
language: en
files:
  - name: late.py
    what: the program
  - name: late.csv
    what: the list of late readers
how_to_use: Open a terminal and write python late.py
limits:
  - 3 loans have no date and are not in the list
next_step: Look at late.html and write to me until Friday

# %% message
%%writefile message.md
Hello Claudine,

your work is ready. You receive 3 files with this message:

- late.py is the program.
- late.csv is the list of the late readers.
- There is also the page for the door of your library.

To use the program, open a terminal and write: python late.py
Then both lists are new.

Please note: 3 loans have no date. They are not in the list.

Please look at the page first. If something is wrong, write to me until Friday.

Thank you for your trust,
Amina
