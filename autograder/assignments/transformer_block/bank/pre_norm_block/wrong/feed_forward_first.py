"""The feed-forward network comes first."""
# fails: values what_parts_read

def pre_norm_block(x, attention, feed_forward, attention_norm, feed_forward_norm):
    x = x + feed_forward(feed_forward_norm(x))
    return x + attention(attention_norm(x))
