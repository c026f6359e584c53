import { expect, test } from "vitest";
import { createPerson } from "#prisma/factories.ts";
import { asOwner } from "#prisma/testing/owner.ts";
import { listJobs } from "./data.ts";
import { runJob } from "./mutations.ts";

/** A run of a job as pg-boss keeps it. Each call is a second later than the one before. */
let second = 0;
const insert = (state: string, output: object | null) =>
  asOwner(
    `insert into pgboss.job (name, state, start_after, completed_on, output)
     values ('old-mail', $1::text::pgboss.job_state, '2026-01-01',
       case when $1 in ('failed', 'completed') then now() + make_interval(secs => $2) end, $3)`,
    [state, ++second, output],
  );
const oldMail = async () => {
  const admin = await createPerson("ADMIN");
  return (await listJobs(admin)).find(({ name }) => name === "old-mail");
};

test("a failed job shows its error until a later run works, and a job that waits for long is overdue", async () => {
  await insert("failed", { message: "the disk is full" });
  expect(await oldMail()).toMatchObject({ failed: 1, error: "the disk is full", isOverdue: false });
  await insert("created", null);
  expect(await oldMail()).toMatchObject({ due: 1, isOverdue: true });
  await insert("completed", null);
  expect(await oldMail()).toMatchObject({ failed: 1, error: null });
});

test("only admins see and start jobs", async () => {
  const editor = await createPerson("EDITOR");
  await expect(listJobs(editor)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  await expect(runJob(editor, { name: "old-mail" })).rejects.toMatchObject({ code: "NOT_ALLOWED" });
});
