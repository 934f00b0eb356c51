"""The slope of tanh at tanh(s)."""
# fails: through_the_tanh by_hand

def neuron_gradients(w, x, b, target):
    y = torch.tanh(w @ x + b)
    error = y - target
    at_sum = 2 * error * (1 - torch.tanh(y) ** 2)
    return error**2, at_sum * x, at_sum
