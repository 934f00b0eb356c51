"""A loop over the rows."""

def softmax_with_temperature(logits, temperature):
    if temperature < 0:
        raise ValueError(f"a temperature is 0 or more, got {temperature}")
    if temperature == 0:
        first = logits.argmax(dim=-1, keepdim=True)
        return torch.zeros_like(logits).scatter(-1, first, 1.0)
    rows = [torch.softmax(row / temperature, 0) for row in logits.reshape(-1, logits.shape[-1])]
    return torch.stack(rows).reshape(logits.shape)
