"""The grid reaches three standard deviations to either side of the mean."""
# fails: grid

def quantize_blocks(weights, bits):
    minima = weights.mean(dim=1) - 3 * weights.std(dim=1)
    scales = 6 * weights.std(dim=1) / (2**bits - 1)
    divisors = torch.where(scales > 0, scales, 1)[:, None]
    codes = ((weights - minima[:, None]) / divisors).round().clamp(0, 2**bits - 1)
    return codes.to(torch.int64), scales, minima
