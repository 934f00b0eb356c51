"""A token of zeros is divided by its own size, without eps."""
# fails: epsilon

def rms_norm(x, gain, eps=1e-5):
    wide = x if x.dtype == torch.float64 else x.float()
    squares = wide.square().mean(dim=-1, keepdim=True)
    size = torch.where(squares > 0, squares + eps, squares).sqrt()
    return (wide / size).to(x.dtype) * gain
