"""Bytes by the formula for equal chunks."""
# fails: edges

def ring_all_reduce(tensors):
    n = len(tensors)
    chunks = [list(t.tensor_split(n)) for t in tensors]
    sent = [0 for _ in tensors]
    for step in range(n - 1):
        moving = [chunks[r][(r - step) % n] for r in range(n)]
        for r in range(n):
            place = (r - step) % n
            chunks[(r + 1) % n][place] = chunks[(r + 1) % n][place] + moving[r]
            sent[r] += moving[r].nbytes
    for step in range(n - 1):
        moving = [chunks[r][(r + 1 - step) % n] for r in range(n)]
        for r in range(n):
            place = (r + 1 - step) % n
            chunks[(r + 1) % n][place] = moving[r]
            sent[r] += moving[r].nbytes
    return [torch.cat(own) for own in chunks], [2 * (n - 1) * (tensors[0].nbytes // n)] * n
