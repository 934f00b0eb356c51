"""A block of equal weights is divided by 0."""
# fails: edges

def quantize_blocks(weights, bits):
    minima, maxima = weights.aminmax(dim=1)
    scales = (maxima - minima) / (2**bits - 1)
    divisors = scales
    codes = ((weights - minima[:, None]) / divisors[:, None]).round()
    return codes.long(), scales, minima
