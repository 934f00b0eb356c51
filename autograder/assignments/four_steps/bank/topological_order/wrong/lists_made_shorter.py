"""Doubles are struck from the lists that came."""
# fails: large_graphs

def topological_order(inputs_of, last):
    for k in inputs_of: inputs_of[k][:] = list(dict.fromkeys(inputs_of[k]))
    order, done, pile = [], set(), [last]
    while pile:
        n = pile[-1]; m = [s for s in inputs_of[n] if s not in done]
        if m: pile.extend(m); continue
        pile.pop()
        if n not in done: done.add(n); order.append(n)
    return order
