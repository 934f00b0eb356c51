"""Adds the smoothing to every count, but only once to the sum of a row."""
# fails: form smoothing

def bigram_table(ids, vocab_size, smoothing=0.0):
    counts = torch.zeros(vocab_size, vocab_size, dtype=torch.float64)
    for a, b in zip(ids.tolist(), ids.tolist()[1:]):
        counts[a, b] += 1
    sums = counts.sum(1, keepdim=True) + smoothing
    even = torch.full_like(counts, 1 / vocab_size)
    return torch.where(sums > 0, (counts + smoothing) / sums, even)
