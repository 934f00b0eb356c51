"""No gradient reaches the second matrix."""
# fails: gradients

def feed_forward(x, up, up_bias, down, down_bias):
    hidden = (x @ up.T + up_bias).relu()
    return hidden @ down.detach().T + down_bias
