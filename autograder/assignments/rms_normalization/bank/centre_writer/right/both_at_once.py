"""Weight and bias side by side."""

def centre_writer(weight, bias):
    both = torch.cat([weight, bias[:, None]], dim=1)
    both = both - both.mean(0, keepdim=True)
    return both[:, :-1].contiguous(), both[:, -1].contiguous()
