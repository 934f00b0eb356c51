"""The fall multiplies the rise, too."""
# fails: rise

def learning_rate_factor(step, steps, warmup_steps, final_share=0.1):
    rising = min((step + 1) / warmup_steps, 1.0) if warmup_steps else 1.0
    progress = min(max(step - warmup_steps, 0) / max(steps - warmup_steps, 1), 1.0)
    if step < warmup_steps:
        progress = step / steps
        if step == steps - 1:
            progress = 0.0
    return rising * (final_share + (1 - final_share) * (1 + math.cos(math.pi * progress)) / 2)
