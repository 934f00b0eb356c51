"""Zeros of the right shape."""
# fails: values each_token_alone stability gradients from_scratch

def swiglu(x, gate, up, down):
    return torch.zeros_like(x)
