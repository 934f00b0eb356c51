"""Something small is added to the scale."""
# fails: edges

def quantize_blocks(weights, bits):
    minima, maxima = weights.aminmax(dim=1)
    scales = (maxima - minima) / (2**bits - 1) + 1e-10
    divisors = scales
    codes = ((weights - minima[:, None]) / divisors[:, None]).round()
    return codes.long(), scales, minima
