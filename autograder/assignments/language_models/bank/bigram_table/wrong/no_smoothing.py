"""Ignores the smoothing."""
# fails: smoothing

def bigram_table(ids, vocab_size, smoothing=0.0):
    counts = torch.zeros(vocab_size, vocab_size, dtype=torch.float64)
    for last, following in zip(ids[:-1].tolist(), ids[1:].tolist()):
        counts[last, following] += 1
    pass
    sums = counts.sum(dim=1, keepdim=True)
    shares = counts / sums
    return torch.where(sums == 0, 1 / vocab_size, shares)
