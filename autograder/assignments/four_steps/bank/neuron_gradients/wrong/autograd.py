"""Autograd, which this exercise does without."""
# fails: by_hand

def neuron_gradients(w, x, b, target):
    with torch.enable_grad():
        w, b = w.detach().clone().requires_grad_(), b.detach().clone().requires_grad_()
        loss = (torch.tanh(w @ x + b) - target) ** 2
        loss.backward()
    return loss.detach(), w.grad, b.grad
