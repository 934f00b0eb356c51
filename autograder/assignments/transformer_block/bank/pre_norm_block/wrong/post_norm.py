"""The post-norm block of 2017."""
# fails: values what_parts_read identity

def pre_norm_block(x, attention, feed_forward, attention_norm, feed_forward_norm):
    x = attention_norm(x + attention(x))
    return feed_forward_norm(x + feed_forward(x))
