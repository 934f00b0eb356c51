"""Both parts read the first norm's copy."""
# fails: values what_parts_read

def pre_norm_block(x, attention, feed_forward, attention_norm, feed_forward_norm):
    n = attention_norm(x)
    return x + attention(n) + feed_forward(n)
