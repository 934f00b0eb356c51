"""Each name on the pile with an iterator over its inputs."""

def topological_order(inputs_of, last):
    order, seen = [], {last}
    pile = [(last, iter(inputs_of[last]))]
    while pile:
        name, sources = pile[-1]
        for source in sources:
            if source not in seen:
                seen.add(source)
                pile.append((source, iter(inputs_of[source])))
                break
        else:
            order.append(name)
            pile.pop()
    return order
