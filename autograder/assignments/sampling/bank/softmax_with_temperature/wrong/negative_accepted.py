"""A negative temperature turns the ranking round."""
# fails: manners

def softmax_with_temperature(logits, temperature):
    if temperature == 0:
        first = logits.argmax(dim=-1, keepdim=True)
        return torch.zeros_like(logits).scatter(-1, first, 1.0)
    return (logits / temperature).softmax(dim=-1)
