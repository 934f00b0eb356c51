"""The path is scaled down and up again, so it comes back rounded."""
# fails: identity

def pre_norm_block(x, attention, feed_forward, attention_norm, feed_forward_norm):
    x = x / 3 * 3 * (1 + 1e-12) + attention(attention_norm(x))
    return x + feed_forward(feed_forward_norm(x))
