"""One scale for all blocks."""
# fails: grid codes edges

def quantize_blocks(weights, bits):
    minima, maxima = weights.aminmax(dim=1)
    scales = ((weights.max() - weights.min()) / (2**bits - 1)).expand(len(weights))
    divisors = torch.where(scales > 0, scales, 1)
    codes = ((weights - minima[:, None]) / divisors[:, None]).round()
    return codes.long(), scales, minima
