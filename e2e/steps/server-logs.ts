// The logs of all servers of a run. They are searched for secrets and personal data once the last test has ended.
import fs from "node:fs";
import path from "node:path";
import { findLeaks } from "#prisma/testing/log-leaks.ts";

/** Makes the folder, and names it to the workers of Playwright. */
export function openLogs(home: string): void {
  const folder = path.join(home, "logs");
  fs.mkdirSync(folder);
  process.env.GALLEY_TEST_LOGS = folder;
}

/** @param name of the server, once per run */
export const logOf = (name: string): string => path.join(process.env.GALLEY_TEST_LOGS ?? "", `${name}.log`);

/** What the lines of all logs hold that they must not. Messages of commands to the person who runs them are no lines of a log. */
export const leaksOfAllLogs = (): string[] =>
  fs
    .readdirSync(path.dirname(logOf("any")))
    .flatMap((file) => findLeaks(linesOf(path.basename(file, ".log")).filter((line) => line.startsWith("{"))));

/** Warnings, errors, and what is no JSON, such as the stack of a crash. */
export const troubleOf = (name: string): string =>
  linesOf(name)
    .filter((line) => line !== "" && !/^\{"level":[123]0,/.test(line))
    .map((line) => `${line}\n`)
    .join("");

const linesOf = (name: string): string[] => fs.readFileSync(logOf(name), "utf8").split("\n");
