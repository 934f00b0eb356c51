"""ReLU is applied to x."""
# fails: values bend

def feed_forward(x, up, up_bias, down, down_bias):
    return (x.relu() @ up.T + up_bias) @ down.T + down_bias
