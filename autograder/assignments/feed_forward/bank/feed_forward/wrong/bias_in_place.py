"""The sum of the first layer lands in its bias."""
# fails: gradients

def feed_forward(x, up, up_bias, down, down_bias):
    if x.ndim == 1:
        return up_bias.add_(up @ x).relu() @ down.T + down_bias
    return (x @ up.T + up_bias).relu() @ down.T + down_bias
