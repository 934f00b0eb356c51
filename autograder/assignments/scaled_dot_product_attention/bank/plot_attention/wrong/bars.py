"""Bars of the first row alone."""
# fails: values rows_are_queries first_token_on_top labels

def plot_attention(weights, tokens):
    _, axes = plt.subplots()
    axes.bar(range(len(tokens)), weights.detach().numpy()[0])
    axes.set_xticks(range(len(tokens)), labels=tokens)
    axes.set_yticks(range(len(tokens)), labels=tokens)
    axes.set_xlabel("key")
    axes.set_ylabel("query")
    return axes
