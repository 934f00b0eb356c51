"""Python's own sorter, on what is needed."""

from graphlib import TopologicalSorter


def topological_order(inputs_of, last):
    needed, waiting = {last}, [last]
    while waiting:
        for source in inputs_of[waiting.pop()]:
            if source not in needed:
                needed.add(source)
                waiting.append(source)
    return list(TopologicalSorter({name: inputs_of[name] for name in needed}).static_order())
