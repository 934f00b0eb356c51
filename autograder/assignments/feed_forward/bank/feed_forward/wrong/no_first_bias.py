"""The first bias is forgotten."""
# fails: values bend gradients

def feed_forward(x, up, up_bias, down, down_bias):
    return (x @ up.T).relu() @ down.T + down_bias
