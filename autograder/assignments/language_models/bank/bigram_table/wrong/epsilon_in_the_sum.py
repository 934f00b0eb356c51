"""A small number below the fraction hides the empty rows."""
# fails: empty_rows

def bigram_table(ids, vocab_size, smoothing=0.0):
    counts = torch.zeros(vocab_size, vocab_size, dtype=torch.float64)
    for last, following in zip(ids[:-1].tolist(), ids[1:].tolist()):
        counts[last, following] += 1
    counts = counts + smoothing
    sums = counts.sum(dim=1, keepdim=True)
    shares = counts / (sums + 1e-12)
    return shares
