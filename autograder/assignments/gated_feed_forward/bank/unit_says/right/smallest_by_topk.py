"""topk with largest=False."""

def unit_says(down, unit, gain, head, k):
    logits = torch.einsum("vc,c,c->v", head, gain, down[:, unit])
    smallest = logits.topk(k, largest=False).indices
    return logits.topk(k).indices.tolist(), smallest.tolist()
