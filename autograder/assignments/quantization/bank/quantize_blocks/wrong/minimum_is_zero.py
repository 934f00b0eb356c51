"""The code 0 stands for 0."""
# fails: grid codes edges

def quantize_blocks(weights, bits):
    minima, maxima = torch.zeros_like(weights[:, 0]), weights.amax(dim=1)
    scales = (maxima - minima) / (2**bits - 1)
    divisors = torch.where(scales > 0, scales, 1)
    codes = ((weights - minima[:, None]) / divisors[:, None]).round()
    return codes.long(), scales, minima
