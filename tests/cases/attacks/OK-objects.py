# row: OK
# expect: passed
# holds: objects of the learner's own classes are asked, not copied
class Account:
    def __init__(self, owner):
        self.owner = owner
        self.balance = 0

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("nothing to deposit")
        self.balance += amount

    def __len__(self):
        return self.balance

# %% checks
def test_objects():
    account = Account("Amina")
    account.deposit(5)
    assert (account.owner, account.balance, len(account)) == ("Amina", 5, 5)
    with pytest.raises(ValueError):
        account.deposit(0)
