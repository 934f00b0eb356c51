"""PyTorch's own layer."""
# fails: gradients from_scratch

def layer_norm(x, gain, bias, eps=1e-5):
    m = torch.nn.LayerNorm(x.shape[-1], eps=eps, dtype=x.dtype)
    m.weight.data, m.bias.data = gain, bias
    return m(x)
