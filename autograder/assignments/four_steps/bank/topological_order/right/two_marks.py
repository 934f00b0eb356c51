"""A pile of tasks: look at a name, or write it down."""

def topological_order(inputs_of, last):
    order, written, tasks = [], set(), [("look", last)]
    while tasks:
        task, name = tasks.pop()
        if name in written:
            continue
        if task == "write":
            written.add(name)
            order.append(name)
        else:
            tasks.append(("write", name))
            tasks += [("look", source) for source in set(inputs_of[name]) - written]
    return order
