"""Above 0.95 everything is kept."""
# fails: edges

def keep_top_p(logits, p):
    if not 0 < p <= 1: raise ValueError(p)
    if p > 0.95: return logits.clone()
    q, i = logits.softmax(-1).sort(-1, descending=True)
    out = q.cumsum(-1) - q >= p
    return logits.masked_fill(torch.zeros_like(out).scatter(-1, i, out), -torch.inf)
