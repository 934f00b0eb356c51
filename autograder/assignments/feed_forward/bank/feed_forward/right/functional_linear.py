"""PyTorch's linear function."""

def feed_forward(x, up, up_bias, down, down_bias):
    import torch.nn.functional as F

    return F.linear(F.relu(F.linear(x, up, up_bias)), down, down_bias)
