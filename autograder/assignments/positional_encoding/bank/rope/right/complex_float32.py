"""Complex numbers in float32, whatever x is: the pattern of the reference code of Llama."""

def rope(x, positions, base=10000.0):
    D = x.shape[-1]
    speeds = 1.0 / base ** (torch.arange(0, D, 2).float() / D)
    angles = torch.outer(positions.float(), speeds)
    turn = torch.polar(torch.ones_like(angles), angles)
    pairs = torch.view_as_complex(x.float().reshape(*x.shape[:-1], -1, 2))
    return torch.view_as_real(pairs * turn).flatten(-2).type_as(x)
