"""No gradient reaches the second bias."""
# fails: gradients

def feed_forward(x, up, up_bias, down, down_bias):
    hidden = (x @ up.T + up_bias).relu()
    return hidden @ down.T + down_bias.detach()
