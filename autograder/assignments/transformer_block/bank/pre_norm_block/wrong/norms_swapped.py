"""The two norms are exchanged."""
# fails: values what_parts_read

def pre_norm_block(x, attention, feed_forward, attention_norm, feed_forward_norm):
    x = x + attention(feed_forward_norm(x))
    return x + feed_forward(attention_norm(x))
