"""Ones of the right shape."""
# fails: values epsilon gain each_token_alone dtype gradients from_scratch

def rms_norm(x, gain, eps=1e-5):
    return torch.ones_like(x)
