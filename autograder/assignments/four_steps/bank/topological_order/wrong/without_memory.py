"""Recursion that forgets whom it has visited and strikes out repeats at the end."""
# fails: large_graphs

def topological_order(inputs_of, last):
    steps = 0

    def visit(name):
        nonlocal steps
        steps += 1
        if steps > 100_000:
            raise RuntimeError("this takes too long")
        return [made for source in inputs_of[name] for made in visit(source)] + [name]

    return list(dict.fromkeys(visit(last)))
