"""A temperature above 2 is taken for 2."""
# fails: values

def softmax_with_temperature(logits, temperature):
    if temperature < 0: raise ValueError(temperature)
    if temperature == 0: return torch.zeros_like(logits).scatter(-1, logits.argmax(-1, keepdim=True), 1.0)
    return (logits / min(temperature, 2.0)).softmax(-1)
