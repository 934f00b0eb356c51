"""Each code is used about as often: a weight's code is its rank among the others."""
# fails: codes

def quantize_blocks(weights, bits):
    minima, maxima = weights.aminmax(dim=1)
    ranks = weights.argsort(dim=1).argsort(dim=1)
    codes = (ranks * (2**bits - 1) / max(weights.shape[1] - 1, 1)).round().to(torch.int64)
    codes[minima == maxima] = 0
    return codes, (maxima - minima) / (2**bits - 1), minima
