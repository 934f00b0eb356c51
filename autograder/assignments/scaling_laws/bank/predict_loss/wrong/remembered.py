"""The example's loss, remembered."""
# fails: prediction magnitudes purse

def predict_loss(train, budget, n_parameters, n_tokens):
    return 1.97547
