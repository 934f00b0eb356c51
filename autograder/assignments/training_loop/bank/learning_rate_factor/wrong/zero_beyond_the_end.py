"""Beyond the end nothing moves."""
# fails: edges

def learning_rate_factor(step, steps, warmup_steps, final_share=0.1):
    if step < warmup_steps or step > steps:
        return (step + 1) / warmup_steps if step < warmup_steps else 0.0
    progress = min((step - warmup_steps) / max(steps - warmup_steps, 1), 1.0)
    return final_share + (1 - final_share) * (1 + math.cos(math.pi * progress)) / 2
