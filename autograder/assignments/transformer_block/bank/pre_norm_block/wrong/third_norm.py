"""A norm more at the end."""
# fails: values what_parts_read identity

def pre_norm_block(x, attention, feed_forward, attention_norm, feed_forward_norm):
    x = x + attention(attention_norm(x))
    x = x + feed_forward(feed_forward_norm(x))
    return feed_forward_norm(x)
