"""No gradient reaches the first bias."""
# fails: gradients

def feed_forward(x, up, up_bias, down, down_bias):
    hidden = (x @ up.T + up_bias.detach()).relu()
    return hidden @ down.T + down_bias
