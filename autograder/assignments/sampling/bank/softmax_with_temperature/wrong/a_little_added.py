"""A small number in place of a case for 0."""
# fails: values rows extremes greedy

def softmax_with_temperature(logits, temperature):
    if temperature < 0:
        raise ValueError(f"a temperature is 0 or more, got {temperature}")
    return (logits / (temperature + 1e-6)).softmax(dim=-1)
