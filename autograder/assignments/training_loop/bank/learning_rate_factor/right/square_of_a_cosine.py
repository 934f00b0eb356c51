"""Half a cosine is the square of a quarter."""

def learning_rate_factor(step, steps, warmup_steps, final_share=0.1):
    if step < warmup_steps:
        return (1 + step) / warmup_steps
    angle = math.pi / 2 * min(1, (step - warmup_steps) / max(1, steps - warmup_steps))
    return 1 - (1 - final_share) * math.sin(angle) ** 2
