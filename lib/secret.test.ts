import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { loadSecret } from "./secret.ts";
import { readSettings } from "./settings.ts";

test("the secret is made once, and nobody but its owner can read the file", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "galley-secret-"));
  try {
    const settings = readSettings({ GALLEY_DATA: path.join(folder, "data") });
    const secret = loadSecret(settings);
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(loadSecret(settings)).toBe(secret);
    if (process.platform !== "win32") expect(fs.statSync(path.join(settings.data, "secret")).mode & 0o777).toBe(0o600);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

type Compose = { services: Record<string, { volumes?: (string | { source: string; target: string })[] }> };

test("no container but the app's mounts the folder that holds the secret", () => {
  const { services } = parse(fs.readFileSync("docker-compose.yml", "utf8")) as Compose;
  const mounts = Object.entries(services).flatMap(([service, { volumes = [] }]) =>
    volumes.map((volume) => {
      const [source, target] = typeof volume === "string" ? volume.split(":") : [volume.source, volume.target];
      return { service, source, target };
    }),
  );
  expect(mounts.filter(({ source }) => source === "data").map(({ service }) => service)).toEqual(["app"]);
});
