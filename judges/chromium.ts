import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { chromium } from "@playwright/test";

/** For a Chromium that stays on this machine and runs in a container, as root too. */
export const chromiumFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Of two that are there the one without windows: the same engine in a third less time. */
const system = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** What of the machine a search for a browser uses. */
type Machine = { exists: (file: string) => boolean; run: (file: string, args: string[]) => void };

const thisMachine: Machine = {
  exists: fs.existsSync,
  run: (file, args) => spawnSync(file, args, { stdio: "ignore", timeout: 180_000 }),
};

/**
 * The path of a browser: the one that GALLEY_CHROMIUM names, Playwright's own, or the system's. Where there is none,
 * Playwright's is downloaded into the folder that it keeps for this user; no package of the system is ever installed.
 * @throws with the command that installs one, where the download fails
 */
export async function findChromium(say: (line: string) => void, { exists, run } = thisMachine): Promise<string> {
  const look = () =>
    [process.env.GALLEY_CHROMIUM, chromium.executablePath(), ...system].find((file) => file && exists(file));
  const found = look();
  if (found) return found;
  say("Downloading Chromium for the browser tests");
  run(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"]);
  const downloaded = look();
  if (downloaded) return downloaded;
  const command = exists("/usr/bin/apt-get") ? "sudo apt-get install chromium" : "npx playwright install chromium";
  throw new Error(
    `No Chromium was found and Playwright's could not be downloaded. Install one with \`${command}\`, or set GALLEY_CHROMIUM to the path of one, and run the command again.`,
  );
}
