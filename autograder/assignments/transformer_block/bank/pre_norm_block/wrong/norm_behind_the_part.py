"""The norms stand behind the parts, inside the branches."""
# fails: values what_parts_read identity

def pre_norm_block(x, attention, feed_forward, attention_norm, feed_forward_norm):
    x = x + attention_norm(attention(x))
    return x + feed_forward_norm(feed_forward(x))
