# row: OK
# expect: passed
# holds: a learner may draw
import matplotlib.pyplot as plt


def chart():
    figure, axes = plt.subplots()
    axes.bar(["pen", "book"], [2, 10])
    axes.set_title("Prices")
    axes.set_ylabel("euros")
    figure.savefig("prices.png")
    return figure


chart()
plt.show()

# %% checks
def test_figure(files):
    figure = chart()
    assert figure.axes[0].title == "Prices"
    assert [bar.height for bar in figure.axes[0].bars] == [2, 10]
    assert files.bytes("prices.png").startswith(b"\x89PNG")
