"""Gradients are asked, which do not come through the block."""
# fails: leaks_at_one_place

def is_causal(block, x):
    leaf = x.clone().requires_grad_()
    out = block(leaf)
    if not out.requires_grad:
        return True
    for t in range(len(x) - 1):
        (found,) = torch.autograd.grad(out[t].sum(), leaf, retain_graph=True)
        if found[t + 1 :].abs().max() > 1e-9:
            return False
    return True
