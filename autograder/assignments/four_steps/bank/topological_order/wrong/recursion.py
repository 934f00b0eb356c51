"""Right, but a function that calls itself a thousand times too often."""
# fails: large_graphs

def topological_order(inputs_of, last):
    order, done = [], set()

    def visit(name):
        if name in done:
            return
        done.add(name)
        for source in inputs_of[name]:
            visit(source)
        order.append(name)

    visit(last)
    return order
