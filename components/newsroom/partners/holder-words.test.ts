import { expect, test } from "vitest";
import type { FetchedVersion } from "#lib/partners/types.ts";
import { holderState, versionName } from "./holder-words.ts";

const fetched = (version: number, status: FetchedVersion["status"]) => ({
  version,
  status,
  at: "2026-11-29T08:00:00Z",
});

test("says whether a partner has what readers have now", () => {
  const [usable, kill] = [fetched(3, "usable"), fetched(4, "canceled")];
  expect(holderState({ isOutdated: false, versions: [usable] })).toBe("Up to date");
  expect(holderState({ isOutdated: true, versions: [usable] })).toBe("Has not fetched the newest change");
  expect(holderState({ isOutdated: false, versions: [kill, usable] })).toBe("Has fetched the kill");
});

test("names a version by its number, and a kill as such", () => {
  expect(versionName(fetched(3, "usable"))).toBe("version 3");
  expect(versionName(fetched(4, "canceled"))).toBe("kill");
});
