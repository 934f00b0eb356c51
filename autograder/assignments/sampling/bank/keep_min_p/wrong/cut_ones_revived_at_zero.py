"""With p = 0 what was cut before can be drawn again."""
# fails: edges

def keep_min_p(logits, p):
    if not 0 <= p <= 1: raise ValueError(p)
    if p == 0: return logits.clone().nan_to_num(neginf=-1e4)
    q = logits.softmax(-1)
    return logits.masked_fill(q < p * q.amax(-1, keepdim=True), -torch.inf)
