"""A loop over blocks and weights."""

def quantize_blocks(weights, bits):
    n_steps = 2**bits - 1
    codes = torch.zeros(weights.shape, dtype=torch.long)
    scales, minima = weights.new_zeros(len(weights)), weights.new_zeros(len(weights))
    for g, block in enumerate(weights):
        minima[g] = block.min()
        scales[g] = (block.max() - block.min()) / n_steps
        if scales[g] > 0:
            for i in range(len(block)):
                codes[g, i] = int(torch.round((block[i] - minima[g]) / scales[g]))
    return codes, scales, minima
