"""One list of chunks stands for all ranks."""
# fails: sums

def ring_all_reduce(tensors):
    n = len(tensors)
    chunks = [list(tensors[0].tensor_split(n))] * n
    for r in range(n):
        chunks[r][:] = tensors[r].tensor_split(n)
    sent = [0] * n
    for offset in (0, 1):
        for step in range(n - 1):
            places = [(r + offset - step) % n for r in range(n)]
            moving = [chunks[r][places[r]] for r in range(n)]
            for r in range(n):
                own = chunks[(r + 1) % n]
                own[places[r]] = moving[r] if offset else own[places[r]] + moving[r]
                sent[r] += moving[r].nbytes
    return [torch.cat(own) for own in chunks], sent
