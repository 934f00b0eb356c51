"""The lengths of the tensors are added."""
# fails: one_vector short_ones length

def clip_gradients(gradients, max_norm):
    length = sum(g.norm().item() for g in gradients)
    factor = min(1.0, max_norm / length) if length else 1.0
    return [factor * g for g in gradients], length
