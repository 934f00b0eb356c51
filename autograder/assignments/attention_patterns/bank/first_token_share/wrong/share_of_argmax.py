"""How often the first token is the largest, not how much weight it gets."""
# fails: example values

def first_token_share(weights):
    if weights.shape[-1] < 3:
        raise ValueError(f"{weights.shape[-1]} tokens")
    return (weights[..., 2:, :].argmax(-1) == 0).to(weights.dtype).mean(-1)
