"""The picture is drawn, and nothing is returned."""
# fails: values rows_are_queries first_token_on_top labels axis_names weights_of_a_model from_scratch

def plot_attention(weights, tokens):
    plt.imshow(weights.detach().numpy())
    plt.xticks(range(len(tokens)), tokens)
    plt.yticks(range(len(tokens)), tokens)
    plt.xlabel("key")
    plt.ylabel("query")
    plt.show()
