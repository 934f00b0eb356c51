"""Short gradients are scaled up to the limit."""
# fails: short_ones

def clip_gradients(gradients, max_norm):
    length = math.sqrt(sum(g.square().sum().item() for g in gradients))
    factor = max_norm / length if length else 1.0
    return [factor * g for g in gradients], length
