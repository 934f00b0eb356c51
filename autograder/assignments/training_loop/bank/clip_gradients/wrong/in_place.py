"""Writes into the tensors that came."""
# fails: short_ones

def clip_gradients(gradients, max_norm):
    length = math.sqrt(sum(g.square().sum().item() for g in gradients))
    if length > max_norm:
        for g in gradients:
            g.mul_(max_norm / length)
    return gradients, length
