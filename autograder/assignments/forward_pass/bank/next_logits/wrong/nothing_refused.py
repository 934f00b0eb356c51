"""A length of 0 takes the last place."""
# fails: refusal

def next_logits(hidden, head, lengths):
    B, T, C = hidden.shape
    at = torch.tensor(lengths) - 1
    last = hidden[torch.arange(B), at]
    return last @ head.T
