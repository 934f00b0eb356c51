"""The caller's tokens are scaled."""
# fails: gradients

def feed_forward(x, up, up_bias, down, down_bias):
    x *= 2
    x = x / 2
    hidden = (x @ up.T + up_bias).relu()
    return hidden @ down.T + down_bias
