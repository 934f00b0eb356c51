"""In PyTorch, as a number of its own kind."""

def learning_rate_factor(step, steps, warmup_steps, final_share=0.1):
    if step + 1 <= warmup_steps:
        return torch.tensor((step + 1) / warmup_steps, dtype=torch.float64)
    length = torch.tensor(float(max(steps - warmup_steps, 1)), dtype=torch.float64)
    way = ((step - warmup_steps) / length).clamp(0, 1)
    return final_share + (1 - final_share) * (1 + torch.cos(math.pi * way)) / 2
