"""A layer is built on the meta device and its tensors are counted."""

def linear_parameters(d_in, d_out, bias=True):
    layer = nn.Linear(d_in, d_out, bias=bias, device="meta")
    return sum(parameter.numel() for parameter in layer.parameters())
