import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import type { Settings } from "./settings.ts";

/** GALLEY_SECRET, or the one that is kept in the data folder and made at the first start. */
export function loadSecret(settings: Settings): string {
  if (settings.secret) return settings.secret;
  const file = path.join(settings.data, "secret");
  if (!fs.existsSync(file)) {
    fs.mkdirSync(settings.data, { recursive: true });
    fs.writeFileSync(file, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600 });
  }
  return fs.readFileSync(file, "utf8").trim();
}
