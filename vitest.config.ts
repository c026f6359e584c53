import fs from "node:fs";
import { defineConfig } from "vitest/config";

const apart = ["**/node_modules/**", "**/.next*/**", "e2e/**"];
const integration = {
  globalSetup: ["prisma/testing/global-setup.ts"],
  setupFiles: ["prisma/testing/unit-setup.ts", "prisma/testing/database-setup.ts"],
  maxWorkers: 2,
};
/** A file that replaces modules with vi.mock cannot share them with other files. */
const mocking = fs
  .globSync(["app/**/*.db.test.ts", "lib/**/*.db.test.ts"], { cwd: import.meta.dirname })
  .filter((file) => fs.readFileSync(`${import.meta.dirname}/${file}`, "utf8").includes("vi.mock("));

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...apart, "**/*.db.test.ts"],
          setupFiles: ["prisma/testing/unit-setup.ts"],
          // Loading the same modules for each file was two thirds of the time. What a test changes it puts back; any order of files passes.
          isolate: false,
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          ...integration,
          name: "integration",
          include: ["**/*.db.test.ts"],
          exclude: [...apart, ...mocking],
          isolate: false, // as above
        },
      },
      {
        extends: true,
        test: {
          ...integration,
          name: "integration-mocking",
          include: mocking,
          exclude: apart,
          sequence: { groupOrder: 1 }, // after the others, so that at most two workers run
        },
      },
    ],
    // Only to end what hangs: a busy machine is no failure.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    env: { TZ: "Asia/Kathmandu" }, // no hour of it is anybody's default
  },
});
