"""A set of names: it has no order."""
# fails: inputs_first what_is_needed large_graphs

def topological_order(inputs_of, last):
    needed, waiting = {last}, [last]
    while waiting:
        for source in inputs_of[waiting.pop()]:
            if source not in needed:
                needed.add(source)
                waiting.append(source)
    return needed
