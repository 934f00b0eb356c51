"""A text is taken for its transpose where that fits."""
# fails: values each_token_alone

def feed_forward(x, up, up_bias, down, down_bias):
    if x.ndim == 2 and x.shape[0] == x.shape[1]:
        x = x.T
    return (x @ up.T + up_bias).relu() @ down.T + down_bias
