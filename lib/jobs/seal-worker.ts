// Seals the audit log each second while this node runs. An advisory lock lets one node seal at a time.
import { sealEvents } from "../audit/seal-mutations.ts";
import { log } from "../log.ts";

const everyMs = 1_000;

export function startSealing(): { stop(): Promise<void> } {
  let isStopped = false;
  let isDown = false;
  let timer: NodeJS.Timeout | undefined;
  let round = Promise.resolve();

  const seal = async (): Promise<void> => {
    try {
      while (!isStopped && (await sealEvents()) > 0);
      if (isDown) log.info({}, "audit seal: events are sealed again");
      isDown = false;
    } catch (error) {
      if (!isDown) log.warn({ error }, "audit seal: events could not be sealed; retrying each second");
      isDown = true;
    }
    if (!isStopped) schedule();
  };
  const schedule = (): void => {
    timer = setTimeout(() => {
      round = seal();
    }, everyMs);
    timer.unref();
  };
  schedule();
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await round;
    },
  };
}
