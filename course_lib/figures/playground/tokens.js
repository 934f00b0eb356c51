import { element } from "../parts/parts.js";

/** A token as it is drawn: spaces, line ends and tabs have signs of their own. */
export const visible = (text) => text.replaceAll(" ", "␣").replaceAll("\n", "↵").replaceAll("\t", "⇥");

/** Shows elements in a list; those that it begins with already stay as they are. */
export function showIn(list, items) {
  let same = 0;
  while (same < items.length && list.children[same] === items[same]) same++;
  while (list.children.length > same) list.lastChild.remove();
  list.append(...items.slice(same));
}

/** A token with its id, as a list shows it; with an action it is a button. */
export function tokenChip({ id, text }, marks = "", onclick = null, hint = "") {
  const parts = [element("span", { class: "piece" }, visible(text)), " ", element("span", { class: "id" }, `${id}`)];
  if (!onclick) return element("span", { class: `token ${marks}` }, ...parts);
  const label = `${visible(text)} ${id}${hint}`;
  return element("button", { type: "button", class: `token ${marks}`, "aria-label": label, onclick }, ...parts);
}
