"""Both parts read the same input."""
# fails: values what_parts_read

def pre_norm_block(x, attention, feed_forward, attention_norm, feed_forward_norm):
    return x + attention(attention_norm(x)) + feed_forward(feed_forward_norm(x))
