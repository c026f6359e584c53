// Sends mail while the process runs: when some is queued, when some is due again, and at the start.
import { log } from "../log.ts";
import { listener } from "../postgres/listener.ts";
import { settings } from "../process.ts";
import { type SendOptions, sendDueMail, untilNextMail } from "./send-mutations.ts";

/** ms after which is looked at the latest, should a notification have been lost. */
const longestWaitMs = 30_000;
/** ms between two rounds while the server is away, or the database. */
const shortestWaitMs = 5_000;
/** ms that a message which is being sent may take when the process stops; after that it is sent again later. */
const maxStopMs = 10_000;

export function startMailer(options: SendOptions): { stop(): Promise<void> } {
  if (!settings().mail) return { stop: async () => {} };
  const stopping = new AbortController();
  let isWanted = false;
  let round: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;

  const send = async (): Promise<void> => {
    let wait = shortestWaitMs;
    try {
      do {
        isWanted = false;
        await sendDueMail({ ...options, signal: stopping.signal });
      } while (isWanted && !stopping.signal.aborted);
      wait = Math.max(shortestWaitMs, await untilNextMail(longestWaitMs));
    } catch (error) {
      log.warn({ error }, "mail: round failed; trying again in 5 s");
    }
    if (!stopping.signal.aborted) timer = setTimeout(wake, wait);
  };
  const wake = (): void => {
    if (stopping.signal.aborted) return;
    clearTimeout(timer);
    if (round) isWanted = true;
    else
      round = send().finally(() => {
        round = null;
        if (isWanted) wake();
      });
  };

  const offs = [listener().on("galley_mail", wake), listener().onBack(wake)];
  wake();
  return {
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      for (const off of offs) off();
      await Promise.race([round, new Promise((resolve) => setTimeout(resolve, maxStopMs).unref())]);
    },
  };
}
