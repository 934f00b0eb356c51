"""Zeros of the right shape."""
# fails: values epsilon gain_and_bias each_token_alone gradients from_scratch

def layer_norm(x, gain, bias, eps=1e-5):
    return torch.zeros_like(x)
