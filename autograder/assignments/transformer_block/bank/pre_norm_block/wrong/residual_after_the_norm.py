"""The residual lines start behind the norms, as in a drawing that is passed around."""
# fails: values what_parts_read identity

def pre_norm_block(x, attention, feed_forward, attention_norm, feed_forward_norm):
    n = attention_norm(x)
    x = n + attention(n)
    n = feed_forward_norm(x)
    return n + feed_forward(n)
