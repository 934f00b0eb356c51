"""Every rank adds up for itself, its own numbers first."""
# fails: order

def ring_all_reduce(tensors):
    n = len(tensors)
    results = []
    for r in range(n):
        total = tensors[r].clone()
        for hop in range(1, n):
            total = total + tensors[(r + hop) % n]
        results.append(total)
    lengths = [chunk.nbytes for chunk in tensors[0].tensor_split(n)]
    sent = [sum(lengths[c] for c in range(n) if c != (r + 1) % n) for r in range(n)]
    more = [sum(lengths[c] for c in range(n) if c != (r + 2) % n) for r in range(n)]
    return results, [a + b for a, b in zip(sent, more)]
