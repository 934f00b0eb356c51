"""Everything in float32."""
# fails: example values manners

def effective_keys(weights):
    w = weights.float()
    return torch.exp(-(w * w.masked_fill(w == 0, 1).log()).sum(-1))
