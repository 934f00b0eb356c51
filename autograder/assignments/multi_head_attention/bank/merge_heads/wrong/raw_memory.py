"""The numbers are taken in the order in which they lie in memory."""
# fails: from_scratch

def merge_heads(x):
    B, H, T, D = x.shape
    flat = torch.as_strided(x, (x.numel(),), (1,))
    return flat.reshape(B, H, T, D).transpose(1, 2).flatten(2)
