// V8 collects garbage when memory is allocated. A process in which nothing happens would keep what its last busy hour left.
import type http from "node:http";
import v8 from "node:v8";
import vm from "node:vm";

/** Milliseconds between two looks, and without a request until the process counts as idle. */
const lookMs = 5_000;
const idleMs = 20_000;
/** Bytes that the heap must have grown by since the last collection: a collection takes a tenth of a second. */
const worthIt = 16 * 1_048_576;

type Collect = () => unknown;

/** The collector of V8, which Node only lends on request. */
function collector(): Collect {
  v8.setFlagsFromString("--expose-gc");
  return vm.runInNewContext("gc") as Collect;
}

/** Collects garbage once the server has had no request for a while. Event streams that stay open do not count. */
export function collectWhenIdle(
  server: Pick<http.Server, "on" | "off">,
  collect: Collect = collector(),
  heap: () => number = () => process.memoryUsage().heapUsed,
): { stop(): void } {
  let lastRequest = Date.now();
  let after = 0;
  const noted = () => {
    lastRequest = Date.now();
  };
  server.on("request", noted);
  const timer = setInterval(() => {
    if (Date.now() - lastRequest < idleMs || heap() - after < worthIt) return;
    collect();
    after = heap();
  }, lookMs);
  timer.unref();
  return {
    stop() {
      clearInterval(timer);
      server.off("request", noted);
    },
  };
}
