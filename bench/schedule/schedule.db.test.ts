import { expect, test } from "vitest";
import { appClient } from "#lib/postgres/app.ts";
import { readerClient } from "#lib/postgres/reader.ts";
import { shared } from "#lib/process.ts";
import { withDatabase } from "../database.ts";
import { runSchedule } from "./run.ts";

test("twenty publications of one instant happen once and not early when one of two nodes is killed among them", async () => {
  // Those of the database of this test file.
  await Promise.all([appClient().$disconnect(), readerClient().$disconnect()]);
  shared().appClient = undefined;
  shared().readerClient = undefined;
  const report = await withDatabase((server, folder) =>
    runSchedule({ acts: 20, spreadSeconds: 0, fault: "NODE_KILLED", server, folder }),
  );
  expect(report).toMatchObject({ acts: 20, published: 20, twice: 0, early: 0 });
}, 180_000);
