# %% group
def group_by_city(clients):
    groups = {}
    for client in clients:
        city = client["city"].strip().title()
        groups[city] = [client["name"]]
    return groups
