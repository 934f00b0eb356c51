"""A block is a column."""
# fails: grid codes edges manners

def quantize_blocks(weights, bits):
    codes, scales, minima = (None,) * 3
    minima, maxima = weights.aminmax(dim=0)
    scales = (maxima - minima) / (2**bits - 1)
    divisors = torch.where(scales > 0, scales, 1)
    codes = ((weights - minima) / divisors).round()
    return codes.long(), scales, minima
