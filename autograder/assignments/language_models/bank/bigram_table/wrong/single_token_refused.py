"""Fails at a text without neighbours."""
# fails: empty_rows

def bigram_table(ids, vocab_size, smoothing=0.0):
    numbers = torch.stack([a * vocab_size + b for a, b in zip(ids[:-1], ids[1:])]).long()
    counts = torch.bincount(numbers, minlength=vocab_size**2).double()
    counts = counts.view(vocab_size, vocab_size) + smoothing
    counts[counts.sum(1) == 0] = 1
    return counts / counts.sum(1, keepdim=True)
