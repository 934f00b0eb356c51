"""No gradient reaches the first matrix."""
# fails: gradients

def feed_forward(x, up, up_bias, down, down_bias):
    up = up.detach()
    hidden = (x @ up.T + up_bias).relu()
    return hidden @ down.T + down_bias
