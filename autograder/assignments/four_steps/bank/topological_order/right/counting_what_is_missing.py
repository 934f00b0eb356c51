"""Kahn's way: whoever waits for nothing comes next."""

from collections import deque


def topological_order(inputs_of, last):
    users, waits, found = {}, {}, [last]
    for name in found:
        sources = set(inputs_of[name])
        waits[name] = len(sources)
        for source in sources:
            if source not in users:
                users[source] = []
                found.append(source)
            users[source].append(name)
    ready, order = deque(name for name in found if not waits[name]), []
    while ready:
        name = ready.popleft()
        order.append(name)
        for user in users.get(name, ()):
            waits[user] -= 1
            if not waits[user]:
                ready.append(user)
    return order
