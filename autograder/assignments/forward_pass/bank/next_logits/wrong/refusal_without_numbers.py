"""The refusal names no number."""
# fails: refusal

def next_logits(hidden, head, lengths):
    B, T, C = hidden.shape
    for n in lengths:
        if not 1 <= n <= T:
            raise ValueError("a text does not fit")
    at = torch.tensor(lengths) - 1
    last = hidden[torch.arange(B), at]
    return last @ head.T
