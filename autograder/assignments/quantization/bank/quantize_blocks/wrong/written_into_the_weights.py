"""The minimum is taken off in the weights themselves."""
# fails: manners

def quantize_blocks(weights, bits):
    minima, maxima = weights.aminmax(dim=1)
    scales = (maxima - minima) / (2**bits - 1)
    weights -= minima[:, None]
    weights /= torch.where(scales > 0, scales, 1)[:, None]
    return weights.round().long(), scales, minima
