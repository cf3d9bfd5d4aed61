// The worker as promises. A call that is overtaken by a newer one of its kind before it has begun is never made.

/** An answer of the compiler that says in a sentence why there is none. */
export class Trouble extends Error {}

export function startCompiler(onStage) {
  const worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
  const waiting = new Map();
  let number = 0;
  const ask = (name, ...args) =>
    new Promise((resolve, reject) => {
      waiting.set(++number, { resolve, reject });
      worker.postMessage({ id: number, name, args });
    });
  worker.onmessage = ({ data }) => {
    if (data.failed) return onStage("failed", 0, data.failed);
    if (data.stage) return onStage(data.stage, data.part);
    const { resolve, reject } = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.trouble) reject(new Trouble(data.trouble));
    else resolve(data.ok);
  };
  worker.onerror = (event) => onStage("failed", 0, event.message);
  return ask;
}

/** A function that does `work` with the newest arguments, one at a time: those in between are left out. */
export function newestOnly(work) {
  let running = false;
  let next = null;
  return async (...args) => {
    next = args;
    if (running) return;
    running = true;
    try {
      while (next) {
        const now = next;
        next = null;
        await work(...now);
      }
    } finally {
      running = false;
    }
  };
}
