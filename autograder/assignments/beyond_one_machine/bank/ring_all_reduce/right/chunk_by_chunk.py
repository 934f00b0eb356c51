"""Follows each chunk on its whole way."""

def ring_all_reduce(tensors):
    n, N = len(tensors), tensors[0].numel()
    edges = [0]
    for c in range(n):
        edges.append(edges[-1] + N // n + (1 if c < N % n else 0))
    results = [torch.empty_like(t) for t in tensors]
    sent = [0] * n
    for c in range(n):
        span = slice(edges[c], edges[c + 1])
        size = (edges[c + 1] - edges[c]) * tensors[0].element_size()
        total, holder = tensors[c][span], c
        for hop in range(2 * n - 2):
            sent[holder] += size
            holder = (holder + 1) % n
            if hop < n - 1:
                total = tensors[holder][span] + total
        for result in results:
            result[span] = total
    return results, sent
