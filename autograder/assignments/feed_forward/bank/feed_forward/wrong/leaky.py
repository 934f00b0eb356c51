"""A leaky ReLU lets one hundredth of the negative side through."""
# fails: values bend

def feed_forward(x, up, up_bias, down, down_bias):
    return torch.nn.functional.leaky_relu(x @ up.T + up_bias) @ down.T + down_bias
