import { fromProbabilities } from "../../course_lib/figures/playground/distribution.js";

const CHUNK = 32; // tokens read between two looks at the stop button
const SILENT = { debug() {}, log() {}, warn() {}, error: console.error };

/**
 * SmolLM2 in a worker of the reader's browser: llama.cpp as WebAssembly, on one thread, which needs
 * no special headers. It remembers what it has read, and reads anew from where a text differs.
 */
export async function startEngine({ library, wasm, jinja, context }, file, signal) {
  const [{ Wllama }, { Template }] = await Promise.all([import(library), import(jinja)]);
  const wllama = new Wllama({ "single-thread/wllama.wasm": wasm }, { logger: SILENT, suppressNativeLog: true });
  const ended = new AbortController();
  // `exit` would wait for a worker that may be busy for long.
  const free = () => {
    wllama.proxy?.worker?.terminate();
    ended.abort();
  };
  signal.throwIfAborted();
  const loading = wllama.loadModel([file], { n_ctx: context, n_threads: 1 });
  let pieces;
  try {
    await unless(signal, loading);
    const found = await unless(signal, wllama.getVocab());
    pieces = found.slice(-wllama.getLoadedContextInfo().n_vocab); // as many empty ones stand before
  } catch (error) {
    free();
    loading.then(free, free); // there may have been no worker yet
    throw error;
  }
  const vocabulary = pieces.map((piece) => new TextDecoder().decode(piece));
  let read = []; // the tokens in the model's cache

  async function forget(common) {
    await (common ? wllama.kvRemove(common, -1) : wllama.kvClear());
    read = read.slice(0, common);
  }

  async function readAndAsk(ids, stop, onRead) {
    if (ids.length > context) {
      throw new Error(`The text has ${ids.length} tokens, and ${context} fit: go back, or read a shorter one.`);
    }
    let common = 0;
    const most = Math.min(read.length, ids.length - 1); // the last is read anew, for its scores
    while (common < most && read[common] === ids[common]) common++;
    if (common < read.length) await forget(common);
    const isLong = ids.length - read.length > CHUNK;
    while (read.length < ids.length) {
      stop.throwIfAborted();
      const chunk = ids.slice(read.length, read.length + CHUNK);
      await wllama.decode(chunk, { skipLogits: read.length + chunk.length < ids.length });
      read = [...read, ...chunk];
      if (isLong) onRead(read.length, ids.length);
    }
    return fromProbabilities(await wllama.getLogits(-1), vocabulary);
  }

  let last = Promise.resolve();

  /**
   * The distribution of the token after some ids. A stop is an AbortError at once; the worker ends
   * its chunk, and what comes next waits for that. `onRead` is told, where it takes long, how many
   * tokens of all were read.
   */
  function next(ids, stop, onRead = () => {}) {
    const asked = last.then(() => readAndAsk(ids, stop, onRead));
    last = asked.catch(() => {});
    return unless(stop, asked);
  }

  return {
    next,
    free,
    encode: (text, trusted = false) => unless(ended.signal, wllama.tokenize(text, trusted)),
    render: (template, messages) => new Template(template).render({ messages, add_generation_prompt: true }),
    bytesOf: (id) => pieces[id],
    tokenOf: (id) => ({ id, text: vocabulary[id] }),
  };
}

/** What a promise gives, unless the reader stops first: a worker that was ended never answers. */
function unless(signal, promise) {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    promise.then(resolve, reject);
  });
}
