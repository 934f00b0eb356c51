"""Temperature 0 divides by zero."""
# fails: greedy

def softmax_with_temperature(logits, temperature):
    if temperature < 0:
        raise ValueError(f"a temperature is 0 or more, got {temperature}")
    return (logits / temperature).softmax(dim=-1)
