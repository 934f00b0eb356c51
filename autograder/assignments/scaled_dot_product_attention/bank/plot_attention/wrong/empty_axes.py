"""An empty picture with names and labels."""
# fails: values rows_are_queries first_token_on_top labels weights_of_a_model from_scratch

def plot_attention(weights, tokens):
    _, axes = plt.subplots()
    axes.set_xlim(-0.5, len(tokens) - 0.5)
    axes.set_xticks(range(len(tokens)), labels=tokens)
    axes.set_yticks(range(len(tokens)), labels=tokens)
    axes.set_xlabel("key")
    axes.set_ylabel("query")
    return axes
