"""index_put_ that accumulates."""

def bigram_table(ids, vocab_size, smoothing=0.0):
    ids = ids.long()
    counts = torch.full((vocab_size, vocab_size), float(smoothing), dtype=torch.float64)
    counts.index_put_((ids[:-1], ids[1:]), torch.tensor(1.0).double(), accumulate=True)
    counts[counts.sum(1) == 0] += 1
    return counts / counts.sum(1)[:, None]
