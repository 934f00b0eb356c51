"""The product of two one-hot matrices counts pairs."""

def bigram_table(ids, vocab_size, smoothing=0.0):
    hot = torch.eye(vocab_size, dtype=torch.float64)[ids.long()]
    counts = hot[:-1].T @ hot[1:] + smoothing
    shares = counts / counts.sum(1, keepdim=True)
    return shares.nan_to_num(1 / vocab_size)
