"""The largest number in place of the mean."""
# fails: values padding empty gradients dtype

def mean_pool(hidden, real):
    return hidden.masked_fill(~real[:, :, None], -math.inf).amax(dim=1)
