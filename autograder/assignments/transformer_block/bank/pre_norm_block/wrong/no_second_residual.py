"""The feed-forward network replaces the path."""
# fails: values identity

def pre_norm_block(x, attention, feed_forward, attention_norm, feed_forward_norm):
    x = x + attention(attention_norm(x))
    return feed_forward(feed_forward_norm(x))
