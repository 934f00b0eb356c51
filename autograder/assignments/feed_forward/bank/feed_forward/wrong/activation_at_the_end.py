"""ReLU stands behind the second layer, too."""
# fails: values bend

def feed_forward(x, up, up_bias, down, down_bias):
    return ((x @ up.T + up_bias).relu() @ down.T + down_bias).relu()
