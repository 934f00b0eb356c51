"""The caller's x is the path."""
# fails: gradients

def pre_norm_block(x, attention, feed_forward, attention_norm, feed_forward_norm):
    x += attention(attention_norm(x))
    x += feed_forward(feed_forward_norm(x))
    return x
