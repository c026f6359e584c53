import { defineConfig } from "@playwright/test";
import { chromiumFlags } from "./judges/chromium.ts";

/** The longest files begin first, so that no worker is left with one of them at the end. */
const longest = ["judges", "newsroom-day", "main-job", "start", "comments", "suggestions", "history"].map(
  (name) => `**/${name}.spec.ts`,
);

export default defineConfig({
  testDir: "e2e",
  projects: [
    { name: "longest", testMatch: longest },
    { name: "others", testMatch: "**/*.spec.ts", testIgnore: longest },
  ],
  workers: 2,
  fullyParallel: false,
  retries: 0, // a race is mended, not hidden
  // Only to end what hangs: a busy machine is no failure.
  timeout: 300_000,
  expect: { timeout: 30_000 },
  reporter: [["list"], ["json"]],
  globalSetup: "./e2e/global-setup.ts",
  outputDir: "test-results",
  use: {
    baseURL: process.env.GALLEY_TEST_URL ?? `http://127.0.0.1:${process.env.GALLEY_TEST_PORT ?? 3999}`,
    locale: "en-GB",
    timezoneId: "Asia/Kathmandu",
    // Dialogs are there at once, as for everybody whose system asks for it: half a second less for each of them.
    contextOptions: { reducedMotion: "reduce" },
    // A trace costs more than the test itself: set PWDEBUG or run with --trace on to see one.
    screenshot: "only-on-failure",
    launchOptions: {
      ...(process.env.GALLEY_CHROMIUM ? { executablePath: process.env.GALLEY_CHROMIUM } : {}),
      args: chromiumFlags,
    },
  },
});
