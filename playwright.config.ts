import { defineConfig } from "@playwright/test";
import { chromiumFlags } from "./judges/chromium.ts";

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  workers: 2,
  fullyParallel: false,
  retries: 0, // a race is mended, not hidden
  timeout: 120_000, // only to end what hangs: a busy machine is no failure
  expect: { timeout: 15_000 },
  reporter: [["list"], ["json"]],
  globalSetup: "./e2e/global-setup.ts",
  outputDir: "test-results",
  use: {
    baseURL: process.env.GALLEY_TEST_URL ?? `http://127.0.0.1:${process.env.GALLEY_TEST_PORT ?? 3999}`,
    locale: "en-GB",
    timezoneId: "Asia/Kathmandu",
    // A trace costs more than the test itself: set PWDEBUG or run with --trace on to see one.
    screenshot: "only-on-failure",
    launchOptions: {
      ...(process.env.GALLEY_CHROMIUM ? { executablePath: process.env.GALLEY_CHROMIUM } : {}),
      args: chromiumFlags,
    },
  },
});
