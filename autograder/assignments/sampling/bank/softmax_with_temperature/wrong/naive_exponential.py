"""Exponentials of the bare logits overflow."""
# fails: extremes

def softmax_with_temperature(logits, temperature):
    if temperature < 0:
        raise ValueError(f"a temperature is 0 or more, got {temperature}")
    if temperature == 0:
        first = logits.argmax(dim=-1, keepdim=True)
        return torch.zeros_like(logits).scatter(-1, first, 1.0)
    e = (logits / temperature).exp()
    return e / e.sum(dim=-1, keepdim=True)
