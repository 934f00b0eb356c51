"""The order of the backward pass."""
# fails: inputs_first what_is_needed large_graphs

def topological_order(inputs_of, last):
    order, done, pile = [], set(), [last]
    while pile:
        missing = [source for source in inputs_of[pile[-1]] if source not in done]
        if missing:
            pile.extend(missing)
        elif (name := pile.pop()) not in done:
            done.add(name)
            order.append(name)
    return order[::-1]
