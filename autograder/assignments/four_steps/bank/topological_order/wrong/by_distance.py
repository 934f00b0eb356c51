"""Names by their shortest way to the last, the farthest first."""
# fails: inputs_first

def topological_order(inputs_of, last):
    order, waiting = [last], [last]
    while waiting:
        name = waiting.pop(0)
        for source in inputs_of[name]:
            if source not in order:
                order.append(source)
                waiting.append(source)
    return order[::-1]
