"""The padding is multiplied by 0: NaN stays NaN."""
# fails: padding

def next_logits(hidden, head, lengths):
    B, T, C = hidden.shape
    for n in lengths:
        if not 1 <= n <= T:
            raise ValueError(f"a length of {n} in {T} places")
    at = torch.tensor(lengths) - 1
    one = torch.nn.functional.one_hot(at, T).to(hidden.dtype)
    return torch.einsum('bt,btc->bc', one, hidden) @ head.T
