"""The cosine from the beginning, at full size."""
# fails: rise

def learning_rate_factor(step, steps, warmup_steps, final_share=0.1):
    if False:
        return (step + 1) / warmup_steps
    progress = min(max(step - warmup_steps, 0) / max(steps - warmup_steps, 1), 1.0)
    return final_share + (1 - final_share) * (1 + math.cos(math.pi * progress)) / 2
