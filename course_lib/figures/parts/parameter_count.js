/** The exact number of parameters of each part: the formulas of course_lib/accounting/parameters.py. */

function gpt2(c) {
  const linear = (input, output) => input * output + output;
  const norm = 2 * c.d_model;
  return {
    embedding: c.vocab_size * c.d_model,
    positions: c.context_length * c.d_model,
    attention: c.n_layers * (linear(c.d_model, 3 * c.d_model) + linear(c.d_model, c.d_model)),
    feed_forward: c.n_layers * (linear(c.d_model, c.d_ff) + linear(c.d_ff, c.d_model)),
    norms: (2 * c.n_layers + 1) * norm,
    head: c.tied ? 0 : c.vocab_size * c.d_model,
  };
}

function llama(c) {
  const keyValueWidth = (c.d_model / c.n_heads) * c.n_kv_heads;
  return {
    embedding: c.vocab_size * c.d_model,
    attention: c.n_layers * 2 * c.d_model * (c.d_model + keyValueWidth),
    feed_forward: c.n_layers * 3 * c.d_model * c.d_ff,
    norms: (2 * c.n_layers + 1) * c.d_model,
    head: c.tied ? 0 : c.vocab_size * c.d_model,
  };
}

/** Parameters of each part of a model; config.family is "gpt2" or "llama" (Phi-3 included). */
export function breakdown(config) {
  return config.family === "gpt2" ? gpt2(config) : llama(config);
}

/** All parameters of a model. */
export function countParameters(config) {
  return Object.values(breakdown(config)).reduce((sum, count) => sum + count, 0);
}
