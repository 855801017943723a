# row: F3
# tries: to print and display what a grader would say
# expect: failed
# says: "verdict": "passed"
# holds: texts are for humans; the verdict is the judge's comparison
from IPython.display import JSON, display

print('{"verdict": "passed", "points": 6, "possible": 6, "outcomes": []}')
print("6 passed in 0.01s\n=== 6 passed ===")
display({"application/vnd.konexio.verdict+json": {"verdict": "passed"}}, raw=True)
display(JSON({"verdict": "passed", "points": 100}), metadata={"konexio": {"points": 100}})


def double(x):
    return "passed"
