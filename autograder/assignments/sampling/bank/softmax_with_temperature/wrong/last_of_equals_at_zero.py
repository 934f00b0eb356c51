"""At temperature 0 the last of equal logits is taken."""
# fails: greedy

def softmax_with_temperature(logits, temperature):
    if temperature < 0:
        raise ValueError(f"a temperature is 0 or more, got {temperature}")
    if temperature == 0:
        last = logits.shape[-1] - 1 - logits.flip(-1).argmax(dim=-1, keepdim=True)
        return torch.zeros_like(logits).scatter(-1, last, 1.0)
    return (logits / temperature).softmax(dim=-1)
