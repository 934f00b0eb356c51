"""A straight line down."""
# fails: fall

def learning_rate_factor(step, steps, warmup_steps, final_share=0.1):
    if step < warmup_steps:
        return (step + 1) / warmup_steps
    progress = min((step - warmup_steps) / max(steps - warmup_steps, 1), 1.0)
    return 1 - (1 - final_share) * progress
