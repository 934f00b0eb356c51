"""The hyperbolic tangent, written with a sigmoid."""

def softcap(logits, cap):
    return cap * (2 * torch.sigmoid(2 * logits / cap) - 1)
