/**
 * What temperature, top-k, top-p and min-p leave of a distribution, each of what the ones before
 * left, as in course_lib.generation.sampling.
 *
 * A distribution lists groups of tokens, the likeliest first: how many each holds (`counts`), and
 * the logit of one of them below the likeliest (`logits`, from 0 down). Where every group holds one
 * token nothing is rounded. Settings are {temperature, top_k, top_p, min_p}; a top_k of the
 * vocabulary's size keeps all, a temperature of 0 is greedy.
 */

/** What one token of each group weighs at a temperature; the likeliest weighs 1. */
export function weights({ logits }, temperature) {
  return logits.map((logit, i) => (temperature > 0 ? Math.exp(logit / temperature) : i ? 0 : 1));
}

/** The weight of all tokens that are kept. */
export const massOf = (kept, weight) => kept.reduce((sum, count, i) => sum + count * weight[i], 0);

/** How many tokens of each group the settings keep. */
export function keptCounts({ counts }, weight, { top_k, top_p, min_p }) {
  let left = top_k;
  let kept = counts.map((count, i) => {
    const n = weight[i] > 0 ? Math.min(count, left) : 0;
    left -= n;
    return n;
  });
  if (top_p < 1) {
    const wanted = top_p * massOf(kept, weight);
    let before = 0;
    kept = kept.map((count, i) => {
      const n = before < wanted && count ? Math.min(count, Math.ceil((wanted - before) / weight[i])) : 0;
      before += count * weight[i];
      return n;
    });
  }
  return kept.map((count, i) => (weight[i] >= min_p * weight[0] ? count : 0));
}

/**
 * What the settings leave: how many tokens of each group (`kept`) and of all (`nKept`), the share of
 * one token of each group as the model says (`own`) and as it is now (`now`), the share that the
 * model gave to what is left (`ownOfKept`), and the entropy of what is left in nats.
 */
export function whatIsLeft(distribution, settings) {
  const own = weights(distribution, 1);
  const weight = weights(distribution, settings.temperature);
  const kept = keptCounts(distribution, weight, settings);
  const [all, left] = [massOf(distribution.counts, own), massOf(kept, weight)];
  return {
    kept,
    nKept: kept.reduce((sum, count) => sum + count, 0),
    own: own.map((w) => w / all),
    now: weight.map((w, i) => (kept[i] ? w / left : 0)),
    ownOfKept: massOf(kept, own) / all,
    entropy: kept.reduce((sum, count, i) => {
      const p = weight[i] / left;
      return sum - (count && p > 0 ? count * p * Math.log(p) : 0);
    }, 0),
  };
}

/** How many tokens a distribution is over. */
export const vocabularySize = ({ counts }) => counts.reduce((sum, count) => sum + count, 0);
