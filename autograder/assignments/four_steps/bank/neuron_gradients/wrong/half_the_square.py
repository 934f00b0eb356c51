"""The slope of the square is forgotten: error in place of 2 · error."""
# fails: through_the_error through_the_tanh by_hand

def neuron_gradients(w, x, b, target):
    y = torch.tanh(w @ x + b)
    error = y - target
    at_sum = error * (1 - y**2)
    return error**2, at_sum * x, at_sum
