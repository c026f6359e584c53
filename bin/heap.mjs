// How much memory JavaScript may take. For the launcher, so plain Node; lib/settings.ts refuses a wrong value.
import os from "node:os";

const megabyte = 1_048_576;
/** Megabytes. Below the first a newsroom cannot work; above the second nothing gets faster. */
const [least, most] = [256, 768];

/**
 * The ceiling of V8's heap in megabytes: what GALLEY_HEAP says, else a quarter of what the machine or its container has.
 * Null where NODE_OPTIONS sets one already.
 * @param {Record<string, string | undefined>} env
 * @param {number} memory bytes
 */
export function heapLimit(env, memory = availableMemory()) {
  const given = Number(env.GALLEY_HEAP);
  if (env.GALLEY_HEAP && Number.isInteger(given) && given > 0) return given;
  if (/--max[-_]old[-_]space[-_]size/.test(env.NODE_OPTIONS ?? "")) return null;
  return Math.round(Math.min(most, Math.max(least, memory / 4 / megabyte)));
}

/** Without a limit of the container Node gives a number that no machine has. */
function availableMemory() {
  const constrained = process.constrainedMemory?.() ?? 0;
  return constrained > 0 ? Math.min(constrained, os.totalmem()) : os.totalmem();
}
