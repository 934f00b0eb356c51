"""bfloat16 is computed in float32 and stays there."""
# fails: manners

def effective_keys(weights):
    wide = weights.float() if weights.dtype == torch.bfloat16 else weights
    return torch.exp(torch.special.entr(wide).sum(dim=-1))
