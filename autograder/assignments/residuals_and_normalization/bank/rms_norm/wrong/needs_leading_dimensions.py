"""One token alone, without leading dimensions, fails."""
# fails: values gain each_token_alone dtype

def rms_norm(x, gain, eps=1e-5):
    wide = x if x.dtype == torch.float64 else x.float()
    squares = wide.square().mean(dim=-1)
    size = (squares[:, None] if x.ndim < 3 else squares[..., None]).add(eps).sqrt()
    return (wide / size).to(x.dtype) * gain
