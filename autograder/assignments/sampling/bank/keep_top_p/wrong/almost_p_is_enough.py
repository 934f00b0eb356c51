"""A sum that is nearly p is taken for p."""
# fails: edges

def keep_top_p(logits, p):
    if not 0 < p <= 1: raise ValueError(p)
    if p == 1: return logits.clone()
    q, i = logits.softmax(-1).sort(-1, descending=True)
    out = q.cumsum(-1) - q >= p - 1e-3
    out[..., 0] = False
    return logits.masked_fill(torch.zeros_like(out).scatter(-1, i, out), -torch.inf)
