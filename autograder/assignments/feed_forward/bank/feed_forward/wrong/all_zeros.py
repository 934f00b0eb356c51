"""Zeros of the right shape."""
# fails: values bend gradients

def feed_forward(x, up, up_bias, down, down_bias):
    return torch.zeros_like(x)
