"""What the codes stand for is returned in their place."""
# fails: codes edges

def quantize_blocks(weights, bits):
    minima, maxima = weights.aminmax(dim=1)
    scales = (maxima - minima) / (2**bits - 1)
    divisors = torch.where(scales > 0, scales, 1)
    codes = minima[:, None] + ((weights - minima[:, None]) / divisors[:, None]).round() * scales[:, None]
    return codes.long(), scales, minima
