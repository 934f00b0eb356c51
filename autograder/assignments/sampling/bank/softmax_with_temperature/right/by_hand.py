"""The exponentials written out, the largest logit taken away."""

def softmax_with_temperature(logits, temperature):
    if temperature < 0:
        raise ValueError(f"a temperature is 0 or more, got {temperature}")
    largest = logits.amax(dim=-1, keepdim=True)
    if temperature == 0:
        equal = logits == largest
        return (equal & (equal.cumsum(-1) == 1)).to(logits.dtype)
    e = torch.exp((logits - largest) / temperature)
    return e / e.sum(dim=-1, keepdim=True)
