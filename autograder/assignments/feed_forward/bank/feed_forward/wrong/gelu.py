"""GELU in place of ReLU."""
# fails: values bend

def feed_forward(x, up, up_bias, down, down_bias):
    return torch.nn.functional.gelu(x @ up.T + up_bias) @ down.T + down_bias
