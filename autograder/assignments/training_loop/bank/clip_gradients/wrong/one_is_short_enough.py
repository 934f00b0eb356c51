"""Whatever is not longer than 1 passes, even where the limit is smaller."""
# fails: one_vector

def clip_gradients(gradients, max_norm):
    l = math.sqrt(sum(g.square().sum().item() for g in gradients))
    f = 1.0 if l <= 1 or l == 0 else min(1.0, max_norm / l)
    return [f * g for g in gradients], l
