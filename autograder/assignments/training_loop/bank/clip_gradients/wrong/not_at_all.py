"""Nothing is clipped."""
# fails: one_vector short_ones

def clip_gradients(gradients, max_norm):
    length = math.sqrt(sum(g.square().sum().item() for g in gradients))
    factor = 1.0
    return [factor * g for g in gradients], length
