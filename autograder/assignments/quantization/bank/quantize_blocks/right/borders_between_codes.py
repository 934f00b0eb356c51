"""A code is the number of borders, each in the middle between two codes, that a weight lies above."""

def quantize_blocks(weights, bits):
    minima, maxima = weights.amin(dim=1), weights.amax(dim=1)
    scales = (maxima - minima) / (2**bits - 1)
    borders = torch.arange(2**bits - 1, dtype=weights.dtype) + 0.5
    borders = minima[:, None] + scales[:, None] * borders
    codes = (weights[:, :, None] > borders[:, None, :]).sum(dim=2)
    return torch.where((scales == 0)[:, None], torch.zeros_like(codes), codes), scales, minima
