import { element } from "../parts/parts.js";
import { inPercent } from "../parts/sampling_controls.js";
import { weights, massOf } from "../parts/sampling_rules.js";
import { tokenChip } from "./tokens.js";
import { branches } from "./tree.js";

/** The share that the model gave to a node's token, where it is known; found once, kept there. */
function shareOf(node) {
  const { distribution } = node.parent;
  const i = distribution ? distribution.ids.indexOf(node.token.id) : -1;
  if (node.share === undefined && i >= 0) {
    const weight = weights(distribution, 1);
    node.share = weight[i] / massOf(distribution.counts, weight);
  }
  return node.share === undefined ? "" : `${inPercent(node.share)} %`;
}

/**
 * What might have been, as a tree that the arrow keys walk: up and down in reading order, left to the
 * token above, right to the first one below; Enter goes there. Each fork begins new lines.
 */
export function treeView(treeNow, goTo) {
  const items = new Map(); // node -> element
  const box = element("div", { role: "tree", "aria-label": "What was written, and what might have been" });

  function item(tree, node, level) {
    const label = node.token ? [tokenChip(node.token), element("span", { class: "share" }, shareOf(node))] : ["the prompt"];
    const here = node === tree.here;
    const made = element(
      "span",
      {
        role: "treeitem",
        tabindex: here ? 0 : -1,
        "aria-level": level,
        "aria-selected": here,
        onclick: () => goTo(node),
        onkeydown: (event) => press(event, node),
      },
      ...label,
    );
    items.set(node, made);
    return made;
  }

  function press(event, node) {
    const order = [...items.keys()];
    const place = order.indexOf(node);
    const steps = {
      ArrowDown: order[place + 1],
      ArrowUp: order[place - 1],
      ArrowLeft: node.parent,
      ArrowRight: node.children[0],
      Home: order[0],
      End: order.at(-1),
    };
    if (event.key === "Enter" || event.key === " ") goTo(node);
    else if (event.key in steps) focus(steps[event.key]);
    else return;
    event.preventDefault();
  }

  function focus(node) {
    if (!node) return;
    for (const it of items.values()) it.tabIndex = -1;
    items.get(node).tabIndex = 0;
    items.get(node).focus();
  }

  function draw() {
    const tree = treeNow();
    const focused = box.contains(document.activeElement);
    items.clear();
    const levels = new Map([[tree.root, 1]]);
    const first = element("div", { role: "none", class: "branch", style: "--forks: 0" }, item(tree, tree.root, 1));
    const rows = branches(tree.root).map(({ forks, run }) => {
      for (const node of run) levels.set(node, levels.get(node.parent) + 1);
      const cells = run.map((node) => item(tree, node, levels.get(node)));
      return element("div", { role: "none", class: "branch", style: `--forks: ${forks + 1}` }, ...cells);
    });
    box.replaceChildren(first, ...rows);
    if (focused) items.get(tree.here).focus();
    // Only the box scrolls, never the page.
    const shown = items.get(tree.here);
    box.scrollTop = Math.max(0, shown.offsetTop - box.clientHeight / 2);
  }

  return [box, draw];
}
