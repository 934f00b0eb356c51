"""`counts[ids[:-1], ids[1:]] += 1` counts each pair once."""
# fails: counts

def bigram_table(ids, vocab_size, smoothing=0.0):
    counts = torch.zeros(vocab_size, vocab_size, dtype=torch.float64)
    counts[ids[:-1].long(), ids[1:].long()] += 1
    counts = counts + smoothing
    sums = counts.sum(dim=1, keepdim=True)
    shares = counts / sums
    return torch.where(sums == 0, 1 / vocab_size, shares)
