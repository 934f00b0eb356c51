"""No gradient reaches the tokens."""
# fails: gradients

def feed_forward(x, up, up_bias, down, down_bias):
    x = x.detach()
    hidden = (x @ up.T + up_bias).relu()
    return hidden @ down.T + down_bias
