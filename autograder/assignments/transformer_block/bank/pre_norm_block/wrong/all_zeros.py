"""Zeros of the right shape."""
# fails: values what_parts_read identity gradients

def pre_norm_block(x, attention, feed_forward, attention_norm, feed_forward_norm):
    return torch.zeros_like(x)
