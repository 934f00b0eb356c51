"""Computed in float32."""
# fails: grid edges manners

def quantize_blocks(weights, bits):
    minima, maxima = weights.float().aminmax(dim=1)
    scales = (maxima - minima) / (2**bits - 1)
    divisors = torch.where(scales > 0, scales, 1)
    codes = ((weights - minima[:, None]) / divisors[:, None]).round()
    return codes.long(), scales, minima
