"""Blocks are 64 long, whatever the rows are."""
# fails: grid

def quantize_blocks(weights, bits):
    blocks = weights.reshape(-1, 64)
    minima, maxima = blocks.aminmax(dim=1)
    scales = (maxima - minima) / (2**bits - 1)
    codes = (blocks - minima[:, None]) / torch.where(scales > 0, scales, 1)[:, None]
    return codes.round().long().view_as(weights), scales, minima
