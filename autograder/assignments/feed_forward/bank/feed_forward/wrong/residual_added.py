"""The input is added: that is the block's business."""
# fails: values bend

def feed_forward(x, up, up_bias, down, down_bias):
    return x + (x @ up.T + up_bias).relu() @ down.T + down_bias
