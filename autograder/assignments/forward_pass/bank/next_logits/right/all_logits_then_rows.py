"""Padding set to zero, all logits, and of these the rows of the last tokens."""

def next_logits(hidden, head, lengths):
    T = hidden.shape[1]
    bad = [n for n in lengths if n < 1 or n > T]
    if bad:
        raise ValueError(f"lengths {bad} do not lie between 1 and T = {T}")
    ends = torch.tensor(lengths)
    padding = torch.arange(T) >= ends[:, None]  # B T
    logits = hidden.masked_fill(padding[..., None], 0) @ head.T  # B T V
    return logits[torch.arange(len(ends)), ends - 1]
