"""Numbers are cut off at the limit, so that the direction changes."""
# fails: one_vector short_ones

def clip_gradients(gradients, max_norm):
    length = math.sqrt(sum(g.square().sum().item() for g in gradients))
    factor = min(1.0, max_norm / length) if length else 1.0
    return [g.clamp(-max_norm, max_norm) for g in gradients], length
