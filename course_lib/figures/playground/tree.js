/**
 * What was written, and what might have been: a node is a token after all those above it. Its
 * `distribution` is that of the token that follows, null until the model was asked.
 */

/** A tree whose root is the prompt: a list of tokens {id, text}. */
export function treeOf(prompt, distribution = null) {
  const root = { token: null, parent: null, children: [], distribution };
  return { prompt, root, here: root };
}

/** The same from what was computed before: nodes {token, distribution, children}. */
export function treeFrom({ prompt, root }) {
  const tree = treeOf(prompt, root.distribution);
  const grow = (node, children) => {
    for (const it of children) {
      const child = childFor(node, it.token);
      child.distribution = it.distribution;
      grow(child, it.children);
    }
  };
  grow(tree.root, root.children);
  return tree;
}

/** The node of a token below another, made where there is none yet. */
export function childFor(node, token) {
  let child = node.children.find((it) => it.token.id === token.id);
  if (!child) {
    child = { token, parent: node, children: [], distribution: null };
    node.children.push(child);
  }
  return child;
}

/** The nodes from the first token below the root down to a node. */
export function pathTo(node) {
  return node.parent ? [...pathTo(node.parent), node] : [];
}

/** All tokens up to a node, the prompt's too. */
export function tokensTo(tree, node) {
  return [...tree.prompt, ...pathTo(node).map(({ token }) => token)];
}

/**
 * The nodes below the root as branches, in reading order: each runs on while there is one way to go,
 * and says how many forks are above it.
 */
export function branches(node, forks = 0) {
  return node.children.flatMap((child) => {
    const run = [child];
    while (run.at(-1).children.length === 1) run.push(run.at(-1).children[0]);
    return [{ forks, run }, ...branches(run.at(-1), forks + 1)];
  });
}
