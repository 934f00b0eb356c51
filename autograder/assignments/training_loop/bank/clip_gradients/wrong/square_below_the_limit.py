"""The sum of squares is compared with the limit, its root is divided by."""
# fails: short_ones

def clip_gradients(gradients, max_norm):
    total = sum(g.square().sum().item() for g in gradients)
    length = math.sqrt(total)
    if total <= max_norm:
        return [g.clone() for g in gradients], length
    return [g * (max_norm / length) for g in gradients], length
