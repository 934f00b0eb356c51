"""The minimum is brought to a whole number of steps before it is taken off."""
# fails: codes

def quantize_blocks(weights, bits):
    minima, maxima = weights.aminmax(dim=1)
    scales = (maxima - minima) / (2**bits - 1)
    steps = torch.where(scales > 0, scales, 1)[:, None]
    codes = (weights / steps).round() - (minima[:, None] / steps).round()
    return codes.long(), scales, minima
