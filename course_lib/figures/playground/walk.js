import { readable } from "../parts/parts.js";
import { whatIsLeft } from "../parts/sampling_rules.js";
import { fallsOn, tokenAt } from "./distribution.js";
import { isReady, liveModel } from "./model_panel.js";
import { numberFor } from "./random.js";
import { visible } from "./tokens.js";
import { childFor, pathTo, tokensTo, treeFrom, treeOf } from "./tree.js";

/** Tokens with which SmolLM2 ends a text or a turn. */
const ENDS = ["<|endoftext|>", "<|im_end|>"];

/**
 * The reader's way through texts: what the buttons do. `examples` are trees that were computed
 * beforehand, `settings` reads the sliders, `changed` is called after every step.
 */
export function walkThrough({ examples, start, settings, changed }) {
  // What is said may be of another text than the one shown; one may wait for the model.
  const way = { tree: treeFrom(examples[0]), seed: 1, said: "", ofAnother: false, waits: false };
  const named = (token) => `“${visible(token.text)}” (id ${token.id})`;

  function say(words, ofAnother = false) {
    Object.assign(way, { said: words, ofAnother });
    changed();
  }

  const sayRead = (n, all) => say(`It has read ${readable(n)} of ${readable(all)} tokens.`, true);

  /** Runs a task that asks the model, where there is one; it may be stopped. */
  async function run(task) {
    const live = liveModel();
    if (live?.busy) return;
    try {
      await (live ? live.run(task) : task(new AbortController().signal));
    } catch (error) {
      say(error.name === "AbortError" ? "Stopped." : error.message);
    }
    changed();
  }

  async function ask(tree, node, signal) {
    if (node.distribution || !isReady()) return;
    const ids = tokensTo(tree, node).map(({ id }) => id);
    node.distribution = await liveModel().next(ids, signal, sayRead);
  }

  /** Goes on with a token, if what follows it is known or can be asked; says what was done. */
  async function goOn(token, words, signal) {
    const known = way.tree.here.children.find((it) => it.token.id === token.id)?.distribution;
    if (!known && !isReady()) {
      say(`${words} To go on from there, load the model.`);
      return false;
    }
    way.tree.here = childFor(way.tree.here, token);
    await ask(way.tree, way.tree.here, signal);
    say(words);
    return true;
  }

  async function drawOne(signal) {
    await ask(way.tree, way.tree.here, signal);
    const { distribution } = way.tree.here;
    if (!distribution) {
      say("To go on from here, load the model.");
      return null;
    }
    const u = numberFor(way.seed, pathTo(way.tree.here).length);
    const token = tokenAt(distribution, fallsOn(whatIsLeft(distribution, settings()), u));
    const told = `The draw ${u.toFixed(3)} falls on`;
    if (!token) {
      say(`${told} one of the tokens that are not named here. To go on from there, load the model.`);
      return null;
    }
    return (await goOn(token, `${told} ${named(token)}.`, signal)) ? token : null;
  }

  return {
    way,
    named,
    choose: (token) => run((signal) => goOn(token, `You chose ${named(token)}.`, signal)),
    draw: () => run(drawOne),
    writeOn: (n) =>
      run(async (signal) => {
        for (let i = 0; i < n && !signal.aborted; i++) {
          const token = await drawOne(signal);
          if (!token || ENDS.includes(token.text)) break;
        }
      }),
    goTo: (node) =>
      run(async (signal) => {
        way.tree.here = node;
        await ask(way.tree, node, signal);
        say(node.token ? `Back at ${named(node.token)}.` : "Back at the prompt.");
      }),
    showExample(i) {
      if (liveModel()?.busy) return;
      way.tree = treeFrom(examples[i]);
      way.waits = false;
      say("Computed when this page was made.");
    },
    read: (text, begins) =>
      run(async (signal) => {
        const example = begins && examples.find((it) => it.text === text);
        way.waits = !isReady() && !example;
        if (isReady()) {
          const prompt = [...(begins ? [start] : []), ...(await liveModel().tokens(text))];
          if (!prompt.length) return say("A text needs at least one token: type something.", true);
          const tree = treeOf(prompt);
          await ask(tree, tree.root, signal);
          way.tree = tree;
          say("Computed in your browser, just now.");
        } else if (example) {
          way.tree = treeFrom(example);
          say("Computed when this page was made.");
        } else say("To read this text, load the model. Until then the one before stays here.", true);
      }),
  };
}
