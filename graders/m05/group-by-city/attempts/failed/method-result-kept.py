# %% group
def group_by_city(clients):
    groups = {}
    for client in clients:
        city = client["city"].strip().title()
        if city not in groups:
            groups[city] = []
        groups[city].append(client["name"])
    for city in groups:
        groups[city] = groups[city].sort()
    return groups
