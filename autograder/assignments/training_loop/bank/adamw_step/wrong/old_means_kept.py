"""The means that came are handed back."""
# fails: means weight

def adamw_step(
    weight, gradient, first, second, step, learning_rate, betas=(0.9, 0.95), epsilon=1e-8, weight_decay=0.1
):
    beta1, beta2 = betas
    m = beta1 * first + (1 - beta1) * gradient
    v = beta2 * second + (1 - beta2) * gradient**2
    direction = m / (1 - beta1**step) / ((v / (1 - beta2**step)).sqrt() + epsilon)
    return weight * (1 - learning_rate * weight_decay) - learning_rate * direction, first, second
