"""A scale below a millionth counts as 0."""
# fails: edges

def quantize_blocks(weights, bits):
    minima, maxima = weights.aminmax(dim=1)
    scales = (maxima - minima) / (2**bits - 1)
    divisors = torch.where(scales > 1e-6, scales, 1)
    codes = ((weights - minima[:, None]) / divisors[:, None]).round()
    return codes.long(), scales, minima
