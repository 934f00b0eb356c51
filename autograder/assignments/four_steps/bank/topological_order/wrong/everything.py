"""All names of the dictionary, needed or not."""
# fails: what_is_needed

def topological_order(inputs_of, last):
    order, done = [], set()
    for start in inputs_of:
        pile = [start]
        while pile:
            missing = [source for source in inputs_of[pile[-1]] if source not in done]
            if missing:
                pile.extend(missing)
            elif (name := pile.pop()) not in done:
                done.add(name)
                order.append(name)
    return order
