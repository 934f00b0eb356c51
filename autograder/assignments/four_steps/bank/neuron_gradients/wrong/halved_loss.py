"""Half the square, as in some books, with the gradient of the whole."""
# fails: through_the_error through_the_tanh by_hand

def neuron_gradients(w, x, b, target):
    y = torch.tanh(w @ x + b)
    error = y - target
    at_sum = 2 * error * (1 - y**2)
    return error**2 / 2, at_sum * x, at_sum
