"""The length of lengths; a tiny number keeps from dividing by zero."""

def clip_gradients(gradients, max_norm):
    length = math.hypot(*(float(torch.linalg.vector_norm(g)) for g in gradients))
    factor = min(1.0, max_norm / (length + 1e-12))
    return [g * factor for g in gradients], length
