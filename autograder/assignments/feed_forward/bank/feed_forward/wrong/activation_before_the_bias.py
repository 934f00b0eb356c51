"""ReLU stands before the first bias."""
# fails: values bend

def feed_forward(x, up, up_bias, down, down_bias):
    return ((x @ up.T).relu() + up_bias) @ down.T + down_bias
