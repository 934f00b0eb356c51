"""Each mean moves a little towards the new number."""

def adamw_step(
    weight, gradient, first, second, step, learning_rate, betas=(0.9, 0.95), epsilon=1e-8, weight_decay=0.1
):
    first = first + (1 - betas[0]) * (gradient - first)
    second = second + (1 - betas[1]) * (gradient * gradient - second)
    fair, even = first / (1 - betas[0] ** step), second / (1 - betas[1] ** step)
    change = fair / (torch.sqrt(even) + epsilon) + weight_decay * weight
    return weight - learning_rate * change, first, second
