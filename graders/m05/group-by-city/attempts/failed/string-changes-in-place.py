# %% group
def group_by_city(clients):
    groups = {}
    for client in clients:
        city = client["city"]
        city.strip()
        city.title()
        if city not in groups:
            groups[city] = []
        groups[city].append(client["name"])
    for names in groups.values():
        names.sort()
    return groups
