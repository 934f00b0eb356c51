"""The second bias is forgotten."""
# fails: values gradients

def feed_forward(x, up, up_bias, down, down_bias):
    return (x @ up.T + up_bias).relu() @ down.T
