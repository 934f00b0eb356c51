"""The length of what is returned."""
# fails: length

def clip_gradients(gradients, max_norm):
    length = math.sqrt(sum(g.square().sum().item() for g in gradients))
    factor = min(1.0, max_norm / length) if length else 1.0
    return [factor * g for g in gradients], factor * length
