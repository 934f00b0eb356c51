"""The network is built on the meta device and its tensors are counted."""

def feed_forward_parameters(d_model, d_ff, bias=True):
    with torch.device("meta"):
        network = nn.Sequential(
            nn.Linear(d_model, d_ff, bias), nn.GELU(), nn.Linear(d_ff, d_model, bias)
        )
    return sum(parameter.numel() for parameter in network.parameters())
