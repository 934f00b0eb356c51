"""Stops one pair before the end."""
# fails: counts smoothing

def bigram_table(ids, vocab_size, smoothing=0.0):
    counts = torch.zeros(vocab_size, vocab_size, dtype=torch.float64)
    for i in range(len(ids) - 2):
        counts[ids[i], ids[i + 1]] += 1
    counts += smoothing
    counts[counts.sum(1) == 0] = 1
    return counts / counts.sum(1, keepdim=True)
