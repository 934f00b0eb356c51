"""The same as a tensor of one number."""

def bytes_per_token(texts, ids):
    import torch

    n_bytes = torch.tensor([len(bytes(text, "utf-8")) for text in texts], dtype=torch.float64).sum()
    n_tokens = torch.tensor([len(row) for row in ids], dtype=torch.float64).sum()
    return (n_bytes / n_tokens).nan_to_num(0.0)
