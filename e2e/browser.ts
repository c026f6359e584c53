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

/** Path of a browser: Playwright's own, then the system's, then one that is installed now. Throws with what to do. */
export async function findChromium(say: (line: string) => void): Promise<string> {
  const found = look();
  if (found) return found;
  say("Installing Chromium for the browser tests");
  spawnSync(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"], {
    stdio: "ignore",
    timeout: 180_000,
  });
  if (!look() && process.getuid?.() === 0 && fs.existsSync("/usr/bin/apt-get")) {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    spawnSync("apt-get", ["update", "-qq"], { stdio: "ignore", env });
    for (const name of ["chromium-headless-shell", "chromium"])
      if (!look()) spawnSync("apt-get", ["install", "-y", "-qq", name], { stdio: "ignore", env });
  }
  const installed = look();
  if (installed) return installed;
  throw new Error(
    "No Chromium was found and none could be installed: run `npx playwright install chromium`, or install your system's chromium package, then run `npm test` again.",
  );
}

const look = (): string | undefined =>
  [process.env.GALLEY_CHROMIUM, chromium.executablePath(), ...system].find((file) => file && fs.existsSync(file));
