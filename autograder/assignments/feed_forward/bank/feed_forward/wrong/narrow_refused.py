"""A hidden layer that is narrower than the token is refused."""
# fails: values

def feed_forward(x, up, up_bias, down, down_bias):
    if len(up) < up.shape[1]:
        raise ValueError("F must not be smaller than C")
    hidden = (x @ up.T + up_bias).relu()
    return hidden @ down.T + down_bias
