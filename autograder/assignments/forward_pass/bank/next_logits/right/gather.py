"""Gathered along the tokens."""

def next_logits(hidden, head, lengths):
    B, T, C = hidden.shape
    shortest, longest = min(lengths), max(lengths)
    if shortest < 1 or longest > T:
        raise ValueError(f"lengths from {shortest} to {longest}: only 1 to {T} are possible")
    at = torch.tensor(lengths).sub(1).view(B, 1, 1).expand(B, 1, C)
    return torch.nn.functional.linear(hidden.gather(1, at).squeeze(1), head)
