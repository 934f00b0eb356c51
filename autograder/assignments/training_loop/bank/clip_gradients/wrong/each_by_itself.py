"""Every tensor has its own length."""
# fails: one_vector short_ones length

def clip_gradients(gradients, max_norm):
    lengths = [g.norm().item() for g in gradients]
    clipped = [g * min(1.0, max_norm / n) if n else g.clone() for g, n in zip(gradients, lengths)]
    return clipped, max(lengths)
