"""A loop for each wiring."""

def residual_stack(x, matrices, wiring):
    match wiring:
        case "residual":
            for i in range(len(matrices)):
                x = x + torch.tanh(x @ matrices[i])
            return x
        case "pre-norm":
            said = torch.zeros_like(x)
            for i in range(len(matrices)):
                said = said + torch.tanh(norm(x + said) @ matrices[i])
            return norm(x + said)
        case "post-norm":
            for i in range(len(matrices)):
                x = norm(x + torch.tanh(x @ matrices[i]))
            return x
    raise ValueError("unknown wiring")
