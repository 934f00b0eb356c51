"""bfloat16 is computed in float32 and stays there."""
# fails: edges

def gelu(x):
    wide = x.float() if x.dtype == torch.bfloat16 else x
    return wide * (1 + torch.erf(wide * math.sqrt(0.5))) / 2
