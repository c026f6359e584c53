/**
 * A `say` for somebody who waits at a terminal: prints each line, and "Still working (30 s)" whenever nothing was
 * printed for so long. The seconds count from the last line of the caller.
 * @param {(line: string) => void} print
 * @param {number} everyMs
 */
export function reporter(print, everyMs = 15_000) {
  let since = Date.now();
  let isDone = false;
  const remind = () => print(`Still working (${Math.round((Date.now() - since) / 1000)} s)`);
  const timer = setInterval(remind, everyMs);
  timer.unref();
  return {
    /** @param {string} line */
    say(line) {
      since = Date.now();
      if (!isDone) timer.refresh();
      print(line);
    },
    /** Ends the reminders; `say` goes on printing. */
    done() {
      isDone = true;
      clearInterval(timer);
    },
  };
}
