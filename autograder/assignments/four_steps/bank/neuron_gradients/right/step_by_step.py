"""One name for each node of the graph."""

def neuron_gradients(w, x, b, target):
    products = w * x
    s = products.sum() + b
    y = s.tanh()
    error = y - target
    loss = error * error
    at_error = error + error
    at_y = at_error
    at_s = at_y * (1 - y) * (1 + y)
    at_products = at_s.expand_as(products)
    return loss, at_products * x, at_s
