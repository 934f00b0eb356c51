"""Every weight gets the gradient of the sum."""
# fails: through_the_error through_the_tanh by_hand

def neuron_gradients(w, x, b, target):
    y = torch.tanh(w @ x + b)
    error = y - target
    at_sum = 2 * error * (1 - y**2)
    return error**2, at_sum * torch.ones_like(x), at_sum
