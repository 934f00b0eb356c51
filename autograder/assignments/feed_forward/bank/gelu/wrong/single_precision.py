"""Computed in float32."""
# fails: values edges

def gelu(x):
    y = x.float()
    return (y * (1 + torch.erf(y / math.sqrt(2))) / 2).to(x.dtype)
