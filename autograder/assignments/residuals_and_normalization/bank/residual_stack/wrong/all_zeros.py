"""Zeros of the right shape."""
# fails: residual pre_norm post_norm edges gradients

def residual_stack(x, matrices, wiring):
    return torch.zeros_like(x)
