"""One scale and one minimum for all blocks."""
# fails: grid codes edges

def quantize_blocks(weights, bits):
    minima, maxima = (x.expand(len(weights)) for x in weights.aminmax())
    scales = (maxima - minima) / (2**bits - 1)
    divisors = torch.where(scales > 0, scales, 1)
    codes = ((weights - minima[:, None]) / divisors[:, None]).round()
    return codes.long(), scales, minima
