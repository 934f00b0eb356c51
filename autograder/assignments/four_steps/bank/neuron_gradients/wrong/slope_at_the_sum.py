"""1 - s² where 1 - tanh²(s) belongs."""
# fails: through_the_tanh

def neuron_gradients(w, x, b, target):
    y = torch.tanh(w @ x + b)
    error = y - target
    at_sum = 2 * error * (1 - (w @ x + b) ** 2)
    return error**2, at_sum * x, at_sum
