"""Down is used to widen and up to narrow."""
# fails: values bend

def feed_forward(x, up, up_bias, down, down_bias):
    return (x @ down + up_bias).relu() @ up + down_bias
