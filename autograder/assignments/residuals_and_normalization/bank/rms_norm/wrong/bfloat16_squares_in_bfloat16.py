"""float16 is widened, bfloat16 is not."""
# fails: dtype

def rms_norm(x, gain, eps=1e-5):
    wide = x.float() if x.dtype == torch.float16 else x
    size = (wide.square().mean(dim=-1, keepdim=True) + eps).sqrt()
    return (wide / size).to(x.dtype) * gain
