"""A softmax over the hidden units."""
# fails: values bend

def feed_forward(x, up, up_bias, down, down_bias):
    return (x @ up.T + up_bias).softmax(-1) @ down.T + down_bias
