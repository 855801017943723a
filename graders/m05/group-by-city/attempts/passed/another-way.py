# %% group
def tidy(client):
    return client["city"].strip().title()


def group_by_city(clients):
    cities = {tidy(client) for client in clients}
    groups = {}
    for city in cities:
        groups[city] = sorted(client["name"] for client in clients if tidy(client) == city)
    return groups
