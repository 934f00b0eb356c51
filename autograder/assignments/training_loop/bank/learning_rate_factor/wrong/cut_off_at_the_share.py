"""The cosine falls to zero and is cut off at the final share."""
# fails: fall

def learning_rate_factor(step, steps, warmup_steps, final_share=0.1):
    if step < warmup_steps:
        return (step + 1) / warmup_steps
    progress = min((step - warmup_steps) / max(steps - warmup_steps, 1), 1.0)
    return max(final_share, (1 + math.cos(math.pi * progress)) / 2)
