# %% group
def group_by_city(clients):
    groups = {}
    empty = []
    for client in clients:
        city = client["city"].strip().title()
        if city not in groups:
            groups[city] = empty
        groups[city].append(client["name"])
    for names in groups.values():
        names.sort()
    return groups
