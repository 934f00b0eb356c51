"""A gradient of zeros is divided by its length."""
# fails: short_ones

def clip_gradients(gradients, max_norm):
    length = math.sqrt(sum(g.square().sum().item() for g in gradients))
    factor = min(1.0, max_norm / length)
    return [factor * g for g in gradients], length
