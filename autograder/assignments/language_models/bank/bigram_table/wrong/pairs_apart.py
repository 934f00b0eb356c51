"""Counts the pairs (0, 1), (2, 3), … only."""
# fails: counts

def bigram_table(ids, vocab_size, smoothing=0.0):
    counts = torch.zeros(vocab_size, vocab_size, dtype=torch.float64)
    for last, following in zip(ids[::2].tolist(), ids[1::2].tolist()):
        counts[last, following] += 1
    counts = counts + smoothing
    sums = counts.sum(dim=1, keepdim=True)
    shares = counts / sums
    return torch.where(sums == 0, 1 / vocab_size, shares)
