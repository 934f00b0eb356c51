"""A run that is all warm-up, or a step beyond it, divides by zero."""
# fails: edges

def learning_rate_factor(step, steps, warmup_steps, final_share=0.1):
    rising = (step + 1) / warmup_steps
    progress = min(max(step - warmup_steps, 0) / (steps - warmup_steps), 1.0)
    falling = final_share + (1 - final_share) * (1 + math.cos(math.pi * progress)) / 2
    return min(rising, falling)
