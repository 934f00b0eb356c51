"""Everything becomes float64; bytes are counted as they came."""
# fails: order

def ring_all_reduce(tensors):
    n = len(tensors)
    chunks = [list(t.double().tensor_split(n)) for t in tensors]
    sent = [0] * n
    for offset in (0, 1):
        for step in range(n - 1):
            places = [(r + offset - step) % n for r in range(n)]
            moving = [chunks[r][places[r]] for r in range(n)]
            for r in range(n):
                own = chunks[(r + 1) % n]
                own[places[r]] = moving[r] if offset else own[places[r]] + moving[r]
                sent[r] += moving[r].numel() * tensors[0].element_size()
    return [torch.cat(own) for own in chunks], sent
