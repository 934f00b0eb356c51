"""The hidden values are averaged over the tokens."""
# fails: values each_token_alone bend

def feed_forward(x, up, up_bias, down, down_bias):
    h = (x @ up.T + up_bias).relu()
    if h.ndim > 1:
        h = h.mean(-2, keepdim=True).expand_as(h)
    return h @ down.T + down_bias
