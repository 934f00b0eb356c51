"""The divided probabilities are made to sum to 1 again: the temperature does nothing."""
# fails: values rows

def softmax_with_temperature(logits, temperature):
    if temperature < 0:
        raise ValueError(f"a temperature is 0 or more, got {temperature}")
    if temperature == 0:
        first = logits.argmax(dim=-1, keepdim=True)
        return torch.zeros_like(logits).scatter(-1, first, 1.0)
    shares = logits.softmax(dim=-1) / temperature
    return shares / shares.sum(dim=-1, keepdim=True)
