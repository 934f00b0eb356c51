"""Makes numbers of pairs out of the caller's own tensor."""
# fails: inputs_unchanged

def bigram_table(ids, vocab_size, smoothing=0.0):
    following = ids[1:].clone()
    ids *= vocab_size
    numbers = (ids[:-1] + following).long()
    counts = torch.bincount(numbers, minlength=vocab_size**2).double()
    counts = counts.view(vocab_size, vocab_size) + smoothing
    counts[counts.sum(1) == 0] = 1
    return counts / counts.sum(1, keepdim=True)
