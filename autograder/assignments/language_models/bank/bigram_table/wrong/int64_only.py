"""bincount of the ids as they come: int32 is no int64 where it matters."""
# fails: inputs_unchanged

def bigram_table(ids, vocab_size, smoothing=0.0):
    if ids.dtype != torch.int64:
        raise TypeError("ids must be int64")
    counts = torch.bincount(ids[:-1] * vocab_size + ids[1:], minlength=vocab_size**2).double()
    counts = counts.view(vocab_size, vocab_size) + smoothing
    counts[counts.sum(1) == 0] = 1
    return counts / counts.sum(1, keepdim=True)
