"""The figure is returned, not the Axes."""
# fails: values rows_are_queries first_token_on_top labels axis_names weights_of_a_model from_scratch

def plot_attention(weights, tokens):
    figure, axes = plt.subplots()
    axes.imshow(weights.detach().numpy())
    axes.set_xticks(range(len(tokens)), labels=tokens)
    axes.set_yticks(range(len(tokens)), labels=tokens)
    axes.set_xlabel("key")
    axes.set_ylabel("query")
    return figure
