import { element } from "../parts/parts.js";
import { inPercent } from "../parts/sampling_controls.js";
import { weights, massOf } from "../parts/sampling_rules.js";
import { showIn, tokenChip } from "./tokens.js";
import { branches } from "./tree.js";

/** The share that the model gave to a node's token, in words, where it is known. */
function shareOf({ token, parent: { distribution } }) {
  const i = distribution ? distribution.ids.indexOf(token.id) : -1;
  if (i < 0) return "";
  const weight = weights(distribution, 1);
  return `${inPercent(weight[i] / massOf(distribution.counts, weight))} %`;
}

/**
 * What might have been, as a tree that the arrow keys walk: up and down in reading order, left to the
 * token above, right to the first one below; Enter goes there. Each fork begins new lines.
 */
export function treeView(treeNow, goTo) {
  const items = new Map(); // node -> element, of those that are shown
  const [itemsMade, rowsMade] = [new WeakMap(), new WeakMap()]; // node -> element, row that it begins
  const box = element("div", { role: "tree", "aria-label": "What was written, and what might have been" });

  function newItem(node, level) {
    const label = node.token ? [tokenChip(node.token), element("span", { class: "share" }, shareOf(node))] : ["the prompt"];
    const listeners = { onclick: () => goTo(node), onkeydown: (event) => press(event, node) };
    return element("span", { role: "treeitem", "aria-level": level, ...listeners }, ...label);
  }

  function itemOf(node, here) {
    const above = itemsMade.get(node.parent);
    if (!itemsMade.has(node)) itemsMade.set(node, newItem(node, above ? Number(above.getAttribute("aria-level")) + 1 : 1));
    const it = itemsMade.get(node);
    it.tabIndex = here ? 0 : -1;
    it.setAttribute("aria-selected", here);
    items.set(node, it);
    return it;
  }

  function rowOf({ forks, run }, here) {
    if (!rowsMade.has(run[0])) rowsMade.set(run[0], element("div", { role: "none", class: "branch" }));
    const row = rowsMade.get(run[0]);
    row.style.setProperty("--forks", forks);
    showIn(row, run.map((node) => itemOf(node, node === here)));
    return row;
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
    const runs = [{ forks: 0, run: [tree.root] }, ...branches(tree.root, 1)];
    showIn(box, runs.map((it) => rowOf(it, tree.here)));
    if (focused) items.get(tree.here).focus();
    // Only the box scrolls, never the page.
    const shown = items.get(tree.here);
    box.scrollTop = Math.max(0, shown.offsetTop - box.clientHeight / 2);
  }

  return [box, draw];
}
