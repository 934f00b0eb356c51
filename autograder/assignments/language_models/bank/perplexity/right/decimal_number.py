"""A Decimal: a number that converts to a float."""
from decimal import Decimal

def perplexity(logits, targets):
    loss = -logits.double().log_softmax(-1).gather(-1, targets.unsqueeze(-1)).mean()
    return Decimal(loss.item()).exp()
