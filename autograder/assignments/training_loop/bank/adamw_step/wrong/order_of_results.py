"""The means come first."""
# fails: means weight decay_and_epsilon manners

def adamw_step(
    weight, gradient, first, second, step, learning_rate, betas=(0.9, 0.95), epsilon=1e-8, weight_decay=0.1
):
    beta1, beta2 = betas
    first = beta1 * first + (1 - beta1) * gradient
    second = beta2 * second + (1 - beta2) * gradient**2
    direction = first / (1 - beta1**step) / ((second / (1 - beta2**step)).sqrt() + epsilon)
    return first, second, weight * (1 - learning_rate * weight_decay) - learning_rate * direction
