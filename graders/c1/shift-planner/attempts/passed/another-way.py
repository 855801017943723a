# %% planner
%%writefile planner.py
import json
from pathlib import Path


def make_plan(helpers, shifts):
    free_at = {(helper["name"], free["day"]): free for helper in helpers for free in helper["free"]}
    names = sorted(helper["name"] for helper in helpers)
    shifts_of = {name: set() for name in names}

    def possible(name, shift):
        free = free_at.get((name, shift["day"]))
        if free is None or shift["day"] in shifts_of[name]:
            return False
        if len(shifts_of[name]) == 5:
            return False
        return free["start"] <= shift["start"] and shift["end"] <= free["end"]

    teams = {}
    for shift in sorted(shifts, key=lambda shift: (shift["day"], shift["start"])):
        able = [name for name in names if possible(name, shift)]
        able.sort(key=lambda name: len(shifts_of[name]))
        teams[shift["name"]] = able[:2]
        for name in able[:2]:
            shifts_of[name].add(shift["day"])
    return {shift["name"]: teams[shift["name"]] for shift in shifts}


def plan_shifts(helpers_path, shifts_path, plan_path, missing_path):
    helpers = json.loads(Path(helpers_path).read_text(encoding="utf-8"))
    shifts = json.loads(Path(shifts_path).read_text(encoding="utf-8"))
    plan = make_plan(helpers, shifts)
    Path(plan_path).write_text(json.dumps(plan), encoding="utf-8")
    lines = []
    for shift in shifts:
        left = 2 - len(plan[shift["name"]])
        if left:
            lines.append(f"{shift['name']}: {left} missing")
    Path(missing_path).write_text("\n".join(lines), encoding="utf-8")

# %% deliver
plan_shifts(
    helpers_path="helpers.json",
    shifts_path="shifts.json",
    plan_path="plan.json",
    missing_path="missing.txt",
)
print("The plan is ready.")
