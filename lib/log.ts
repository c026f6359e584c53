import { stripVTControlCharacters } from "node:util";
import pino from "pino";
import { isClientFault } from "./client-fault.ts";
import { boundFields, escapeHidden, RepeatLimit } from "./log-limits.ts";
import { shared } from "./process.ts";
import { currentRequestId } from "./request-id.ts";

type Level = "debug" | "info" | "warn" | "error";
type Logger = { pino: pino.Logger; repeats: RepeatLimit };

/**
 * The log of this process: one JSON line per event on standard error, of bounded length, and at most 20 lines of a kind
 * in a minute. Never log what a person typed; what packages repeat of it is removed as far as it can be recognised.
 */
export const log = {
  debug: (fields: object, message: string) => write("debug", fields, message),
  info: (fields: object, message: string) => write("info", fields, message),
  warn: (fields: object, message: string) => write("warn", fields, message),
  error: (fields: object, message: string) => write("error", fields, message),
};

function write(level: Level, fields: object, message: string): void {
  const logger = current();
  if (!logger.pino.isLevelEnabled(level)) return;
  const { error } = fields as { error?: { name?: unknown; code?: unknown } };
  const kind = [level, message, error?.name, error?.code].filter((part) => typeof part === "string").join(" ");
  if (!logger.repeats.allows(kind)) return;
  const requestId = currentRequestId();
  logger.pino[level](boundFields(requestId === undefined ? fields : { ...fields, requestId }), message);
}

/** A logger that hands its finished lines over. */
export function makeLogger(level: string, output: (line: string) => void, now?: () => number): Logger {
  const made = pino({ level, base: null }, { write: (line: string) => output(escapeHidden(line)) });
  const report = (kind: string, omittedCount: number) =>
    made.warn({ kind: kind.slice(0, 300), omittedCount }, "repeated log lines omitted");
  return { pino: made, repeats: new RepeatLimit(report, now) };
}

/** A line is lost where standard error cannot be written, such as a file on a full disk: work goes on without it. */
function writeLine(line: string): void {
  destination ??= pino.destination({ dest: 2, sync: true }).on("error", () => {
    destination = undefined; // it would keep the line for ever, and all that follow
  });
  try {
    destination.write(line);
  } catch {
    destination = undefined;
  }
}
let destination: ReturnType<typeof pino.destination> | undefined;

function current(): Logger {
  const state = shared();
  if (!state.log) {
    state.log = makeLogger(process.env.GALLEY_LOG || "info", writeLine);
  }
  return state.log as Logger;
}

// What packages print without a warning is of use to nobody who runs Galley.
const levels = { debug: "debug", log: "debug", info: "debug", warn: "warn", error: "error", trace: "debug" } as const;

/**
 * Sends what Next and other packages print to the log, so that it holds JSON lines only. Output that is meant for the
 * person who started Galley is written to standard output directly.
 */
export function sendConsoleToLog(): void {
  for (const [method, level] of Object.entries(levels) as [keyof typeof levels, Level][])
    console[method] = (...given: unknown[]) => logPrinted(level, given);
  process.removeAllListeners("warning");
  process.on("warning", (error) => log.warn({ error }, "Node.js warning"));
}

/** @param given the arguments of a call of console */
export function logPrinted(level: Level, given: readonly unknown[]): void {
  const error = given.find((one) => one instanceof Error);
  const text = given
    .filter((one) => typeof one === "string")
    .map((one) => stripVTControlCharacters(one).trim())
    .join(" ");
  if (error && isClientFault(error)) log.debug({ error }, "request aborted or malformed");
  else if (error) log[level]({ error, ...(text.length > 2 ? { text } : {}) }, "error reported by a package");
  else if (isClientFault({ message: text.replace(/^(?:⨯|Error:|\s)+/, "") }))
    log.debug({ text }, "request aborted or malformed");
  else if (text !== "") log[level]({ text }, "printed by a package");
}
