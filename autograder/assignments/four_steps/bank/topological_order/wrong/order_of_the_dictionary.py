"""The names in the order in which they are told."""
# fails: inputs_first what_is_needed

def topological_order(inputs_of, last):
    needed, waiting = {last}, [last]
    while waiting:
        for source in inputs_of[waiting.pop()]:
            if source not in needed:
                needed.add(source)
                waiting.append(source)
    return [name for name in inputs_of if name in needed][::-1]
