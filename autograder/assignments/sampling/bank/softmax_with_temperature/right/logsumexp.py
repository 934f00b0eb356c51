"""Through the logarithm of the sum, the largest logit taken away before."""

def softmax_with_temperature(logits, temperature):
    if not temperature >= 0:
        raise ValueError(f"there is no temperature {temperature}: it is below 0")
    if temperature > 0:
        z = (logits - logits.max(-1, True).values).div(temperature)
        return (z - torch.logsumexp(z, dim=-1, keepdim=True)).exp()
    return torch.zeros_like(logits).scatter(-1, logits.argmax(-1, True), 1.0)
