"""The caller's second matrix is scaled."""
# fails: gradients

def feed_forward(x, up, up_bias, down, down_bias):
    down *= 2
    down = down / 2
    hidden = (x @ up.T + up_bias).relu()
    return hidden @ down.T + down_bias
