"""Rows 1 … T - 1, columns 0 … T - 2."""

def previous_token_head(weights):
    if weights.shape[-1] < 2:
        raise ValueError("one token")
    t = torch.arange(1, weights.shape[-1])
    score = weights[:, :, t, t - 1].sum(-1)
    layer, head = torch.unravel_index(score.argmax(), score.shape)
    return layer.item(), head.item()
