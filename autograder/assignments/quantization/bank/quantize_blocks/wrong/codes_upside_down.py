"""The largest weight has the code 0."""
# fails: codes edges manners

def quantize_blocks(weights, bits):
    minima, maxima = weights.aminmax(dim=1)
    scales = (maxima - minima) / (2**bits - 1)
    divisors = torch.where(scales > 0, scales, 1)
    codes = ((maxima[:, None] - weights) / divisors[:, None]).round()
    return codes.long(), scales, minima
