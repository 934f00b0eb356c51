"""Counts in 8 bits: after 255 the count begins again at 0."""
# fails: counts

def bigram_table(ids, vocab_size, smoothing=0.0):
    counts = torch.zeros(vocab_size, vocab_size, dtype=torch.uint8)
    for last, following in zip(ids[:-1].tolist(), ids[1:].tolist()):
        counts[last, following] += 1
    counts = counts.double() + smoothing
    counts[counts.sum(1) == 0] = 1
    return counts / counts.sum(1, keepdim=True)
