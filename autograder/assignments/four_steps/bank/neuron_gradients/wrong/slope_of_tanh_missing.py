"""The gradient goes through the tanh as if it were not there."""
# fails: through_the_tanh by_hand

def neuron_gradients(w, x, b, target):
    y = torch.tanh(w @ x + b)
    error = y - target
    at_sum = 2 * error
    return error**2, at_sum * x, at_sum
