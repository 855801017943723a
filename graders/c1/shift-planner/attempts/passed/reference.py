# %% planner
%%writefile planner.py
import json


def read_list(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def holds(free, shift):
    same_day = free["day"] == shift["day"]
    return same_day and free["start"] <= shift["start"] and free["end"] >= shift["end"]


def is_free(helper, shift):
    return any(holds(free, shift) for free in helper["free"])


def make_plan(helpers, shifts):
    plan = {}
    work_days = {}
    for helper in helpers:
        work_days[helper["name"]] = []
    for shift in shifts:
        team = []
        for helper in helpers:
            days = work_days[helper["name"]]
            allowed = len(days) < 5 and shift["day"] not in days
            if len(team) < 2 and allowed and is_free(helper, shift):
                team.append(helper["name"])
                days.append(shift["day"])
        plan[shift["name"]] = team
    return plan


def plan_shifts(helpers_path, shifts_path, plan_path, missing_path):
    plan = make_plan(read_list(helpers_path), read_list(shifts_path))
    with open(plan_path, "w", encoding="utf-8") as file:
        json.dump(plan, file)
    with open(missing_path, "w", encoding="utf-8") as file:
        for name, team in plan.items():
            if len(team) < 2:
                file.write(f"{name}: {2 - len(team)} missing\n")

# %% deliver
plan_shifts("helpers.json", "shifts.json", "plan.json", "missing.txt")
