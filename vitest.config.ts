import fs from "node:fs";
import path from "node:path";
import { defineConfig } from "vitest/config";

const apart = ["**/node_modules/**", "**/.next*/**", "e2e/**"];
const databaseTests = "**/*.db.test.ts";
const allTests = "**/*.test.{ts,tsx}";
const filesOf = (pattern: string, exclude = apart): string[] =>
  fs.globSync(pattern, { cwd: import.meta.dirname, exclude });
const unit = { setupFiles: ["prisma/testing/unit-setup.ts"], maxWorkers: 2 };
const integration = {
  globalSetup: ["prisma/testing/global-setup.ts"],
  setupFiles: ["prisma/testing/unit-setup.ts", "prisma/testing/database-setup.ts"],
  maxWorkers: 2,
};
const sourceOf = (file: string): string => fs.readFileSync(path.join(import.meta.dirname, file), "utf8");
const callsMock = (file: string): boolean => /^vi\.mock\(/m.test(sourceOf(file));
const mockingHelpers = filesOf("prisma/testing/*.ts").filter(callsMock);
/** A test file that replaces modules, itself or by a helper that it imports, cannot share them with other files. */
const isMocking = (file: string): boolean =>
  callsMock(file) || mockingHelpers.some((helper) => sourceOf(file).includes(`#${helper}"`));
const [databaseFiles, unitFiles] = [filesOf(databaseTests), filesOf(allTests, [...apart, databaseTests])];
const mocking = { database: databaseFiles.filter(isMocking), unit: unitFiles.filter(isMocking) };

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          ...unit,
          name: "unit",
          include: [allTests],
          exclude: [...apart, databaseTests, ...mocking.unit],
          // Loading the same modules for each file was two thirds of the time. What a test changes it puts back; any order of files passes.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          ...unit,
          name: "unit-mocking",
          include: mocking.unit,
          exclude: apart,
          sequence: { groupOrder: 1 }, // after the others, so that at most two workers run
        },
      },
      {
        extends: true,
        test: {
          ...integration,
          name: "integration",
          include: [databaseTests],
          exclude: [...apart, ...mocking.database],
          isolate: false, // as above
        },
      },
      {
        extends: true,
        test: {
          ...integration,
          name: "integration-mocking",
          include: mocking.database,
          exclude: apart,
          sequence: { groupOrder: 1 }, // as above
        },
      },
    ],
    // Only to end what hangs: a busy machine is no failure.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    env: { TZ: "Asia/Kathmandu" }, // no hour of it is anybody's default
  },
});
