"""The bias of the caller collects the result."""
# fails: gradients

def feed_forward(x, up, up_bias, down, down_bias):
    h = (x @ up.T + up_bias).relu()
    with torch.no_grad():
        x *= 1.5
    return h @ down.T + down_bias
