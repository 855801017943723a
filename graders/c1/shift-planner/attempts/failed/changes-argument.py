# %% planner
%%writefile planner.py
import json


def read_list(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def make_plan(helpers, shifts):
    plan = {}
    count = {}
    for shift in shifts:
        team = []
        for helper in helpers:
            name = helper["name"]
            for free in helper["free"]:
                right_day = free["day"] == shift["day"]
                right_time = free["start"] <= shift["start"] and free["end"] >= shift["end"]
                if right_day and right_time and len(team) < 2 and count.get(name, 0) < 5:
                    team.append(name)
                    count[name] = count.get(name, 0) + 1
                    helper["free"].remove(free)
                    break
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
