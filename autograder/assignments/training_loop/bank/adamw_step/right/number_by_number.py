"""Loops over Python's own numbers."""

def adamw_step(
    weight, gradient, first, second, step, learning_rate, betas=(0.9, 0.95), epsilon=1e-8, weight_decay=0.1
):
    (a, b), rows = betas, []
    flat = (t.flatten().tolist() for t in (weight, gradient, first, second))
    for w, g, m, v in zip(*flat):
        m, v = a * m + (1 - a) * g, b * v + (1 - b) * g * g
        size = math.sqrt(v / (1 - b**step)) + epsilon
        rows.append((w - learning_rate * (weight_decay * w + m / (1 - a**step) / size), m, v))
    return tuple(torch.tensor(column, dtype=weight.dtype).view_as(weight) for column in zip(*rows))
