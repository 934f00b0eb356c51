"""A name stands there for each use."""
# fails: inputs_first what_is_needed large_graphs

def topological_order(inputs_of, last):
    order, pile, steps = [], [last], 0
    while pile and steps < 20_000:
        name = pile.pop()
        order.append(name)
        pile.extend(inputs_of[name])
        steps += 1
    return order[::-1]
