"""A search over exponents; the rest is linear."""

def predict_loss(train, budget, n_parameters, n_tokens):
    ladder = [1, 3, 9, 27]
    base = 0.95 * budget / 6 / (2 * sum(ladder) - 1)
    start_d = (base * n_tokens / n_parameters) ** 0.5
    start_n = base / start_d
    places = [(start_n * step, start_d) for step in ladder]
    places += [(start_n, start_d * step) for step in ladder[1:]]
    seen = torch.tensor([train(*place) for place in places], dtype=torch.float64)[:, None]
    n, d = torch.tensor(places, dtype=torch.float64).T / torch.tensor([[start_n], [start_d]])
    best = None
    low, high = (0.05, 0.05), (1.0, 1.0)
    for _ in range(5):
        grids = [torch.linspace(a, b, 25, dtype=torch.float64) for a, b in zip(low, high)]
        alpha, beta = torch.cartesian_prod(*grids).T
        rows = torch.stack([torch.ones(len(alpha), len(n)), n ** -alpha[:, None], d ** -beta[:, None]], -1)
        target = seen.expand(len(alpha), -1, -1)
        solved = torch.linalg.lstsq(rows.double(), target).solution
        at = int(((rows.double() @ solved - target) ** 2).sum((1, 2)).argmin())
        best = alpha[at].item(), beta[at].item(), solved[at].flatten().tolist()
        widths = [(b - a) / 12 for a, b in zip(low, high)]
        low = tuple(max(c - w, 0.01) for c, w in zip(best[:2], widths))
        high = tuple(c + w for c, w in zip(best[:2], widths))
    a, b, (e, of_n, of_d) = best
    return e + of_n * (n_parameters / start_n) ** -a + of_d * (n_tokens / start_d) ** -b
