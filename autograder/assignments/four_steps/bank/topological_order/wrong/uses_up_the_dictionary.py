"""Strikes inputs out of the dictionary as they are done."""
# fails: large_graphs

def topological_order(inputs_of, last):
    order, done, pile = [], set(), [last]
    while pile:
        name = pile[-1]
        while inputs_of[name] and inputs_of[name][-1] in done:
            inputs_of[name].pop()
        if inputs_of[name]:
            pile.append(inputs_of[name][-1])
        else:
            pile.pop()
            if name not in done:
                done.add(name)
                order.append(name)
    return order
