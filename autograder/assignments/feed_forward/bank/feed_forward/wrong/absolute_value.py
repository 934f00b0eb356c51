"""The absolute value in place of ReLU."""
# fails: values bend

def feed_forward(x, up, up_bias, down, down_bias):
    return (x @ up.T + up_bias).abs() @ down.T + down_bias
