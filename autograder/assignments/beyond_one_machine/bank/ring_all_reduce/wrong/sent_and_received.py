"""What a rank receives is counted as well as what it sends."""
# fails: bytes

def ring_all_reduce(tensors):
    n = len(tensors)
    chunks = [list(tensor.tensor_split(n)) for tensor in tensors]
    sent = [0] * n
    for offset in (0, 1):
        for step in range(n - 1):
            places = [(r + offset - step) % n for r in range(n)]
            moving = [chunks[r][places[r]] for r in range(n)]
            for r in range(n):
                own = chunks[(r + 1) % n]
                own[places[r]] = moving[r] if offset else own[places[r]] + moving[r]
                sent[r] += moving[r].nbytes
                sent[(r + 1) % n] += moving[r].nbytes
    return [torch.cat(own) for own in chunks], sent
