"""Joined, scaled, and cut apart again."""

def clip_gradients(gradients, max_norm):
    long = torch.cat([g.flatten() for g in gradients])
    length = long.norm().item()
    if length > max_norm:
        long = long * (max_norm / length)
    pieces = long.split([g.numel() for g in gradients])
    return [p.view_as(g).clone() for p, g in zip(pieces, gradients)], length
