"""Nothing between the layers."""
# fails: values bend

def feed_forward(x, up, up_bias, down, down_bias):
    return (x @ up.T + up_bias) @ down.T + down_bias
