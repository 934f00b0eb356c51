"""First the decay, then the step, as PyTorch's code goes."""

def adamw_step(
    weight, gradient, first, second, step, learning_rate, betas=(0.9, 0.95), epsilon=1e-8, weight_decay=0.1
):
    new = weight.clone()
    new.mul_(1 - learning_rate * weight_decay)
    m = torch.lerp(first, gradient, 1 - betas[0])
    v = torch.lerp(second, gradient.square(), 1 - betas[1])
    size = v.sqrt() / math.sqrt(1 - betas[1] ** step) + epsilon
    new.addcdiv_(m, size, value=-learning_rate / (1 - betas[0] ** step))
    return new, m, v
