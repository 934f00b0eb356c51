"""PyTorch's optimizer, its state put in by hand."""

def adamw_step(
    weight, gradient, first, second, step, learning_rate, betas=(0.9, 0.95), epsilon=1e-8, weight_decay=0.1
):
    here = torch.nn.Parameter(weight.detach().clone())
    optimizer = torch.optim.AdamW(
        [here], lr=learning_rate, betas=betas, eps=epsilon, weight_decay=weight_decay
    )
    optimizer.state[here] = {
        "step": torch.tensor(float(step - 1)),
        "exp_avg": first.detach().clone(),
        "exp_avg_sq": second.detach().clone(),
    }
    here.grad = gradient.detach().clone()
    optimizer.step()
    state = optimizer.state[here]
    return here.detach(), state["exp_avg"], state["exp_avg_sq"]
