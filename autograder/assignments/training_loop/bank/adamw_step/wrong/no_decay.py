"""The weights do not decay."""
# fails: decay_and_epsilon

def adamw_step(
    weight, gradient, first, second, step, learning_rate, betas=(0.9, 0.95), epsilon=1e-8, weight_decay=0.1
):
    beta1, beta2 = betas
    first = beta1 * first + (1 - beta1) * gradient
    second = beta2 * second + (1 - beta2) * gradient**2
    usual_size = (second / (1 - beta2**step)).sqrt() + epsilon
    direction = first / (1 - beta1**step) / usual_size
    return weight - learning_rate * direction, first, second
