import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { hasJava } from "./java.ts";
import type { Finding, Page, Verdict } from "./types.ts";

const jar = fileURLToPath(new URL("../node_modules/vnu-jar/build/dist/vnu.jar", import.meta.url));

/** A page with one mistake: a checker that has nothing to say about it has not checked anything. */
const control = '<!doctype html><html lang="en"><title>Control</title><body><p id="a"></p><p id="a"></p>';

type Message = {
  type: string;
  url?: string;
  message: string;
  lastLine?: number;
  lastColumn?: number;
  extract?: string;
};

/**
 * The Nu HTML checker, which the W3C runs. All pages go through one machine of Java, for it takes longer to start than
 * to read. What it only remarks on (a slash at the end of a void element) is no finding.
 */
export async function judgeByNuHtml(pages: readonly Page[]): Promise<Verdict> {
  if (!hasJava()) return { leftOut: "The Nu HTML checker was left out: it needs Java, and there is none." };
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "galley-pages-"));
  try {
    const files = [control, ...pages.map(({ html }) => html)].map((html, index) => {
      const file = path.join(folder, `${index}.html`);
      fs.writeFileSync(file, html);
      return file;
    });
    const messages = (await check(files)).filter(({ type }) => type !== "info");
    const numberOf = ({ url = "" }: Message) => Number(/(\d+)\.html$/.exec(url)?.[1] ?? Number.NaN);
    if (!messages.some((message) => numberOf(message) === 0))
      throw new Error("The Nu HTML checker found nothing wrong with a page that is wrong.");
    return {
      findings: messages
        .filter((message) => numberOf(message) !== 0)
        .map((message): Finding => {
          const { lastLine = 0, lastColumn = 0, extract = "" } = message;
          return {
            judge: "Nu HTML checker",
            address: pages[numberOf(message) - 1]?.address ?? "",
            says: `${message.message} (${lastLine}:${lastColumn}, at ${JSON.stringify(extract.trim())})`,
          };
        }),
    };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** @throws Error if the checker prints anything but its report */
function check(files: readonly string[]): Promise<Message[]> {
  return new Promise((resolve, reject) => {
    // Pages nest deeply: its parser needs more room than Java gives. It writes its report to stderr.
    const child = spawn("java", ["-Xss8m", "-jar", jar, "--format", "json", "--exit-zero-always", ...files], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    let report = "";
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      report += chunk;
    });
    child.once("error", reject);
    child.once("close", () => {
      try {
        resolve((JSON.parse(report) as { messages: Message[] }).messages);
      } catch {
        reject(new Error(`The Nu HTML checker could not run:\n${report.slice(0, 2000)}`));
      }
    });
  });
}
