import type { Actor } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { transaction } from "../postgres/app.ts";
import type { QueueName } from "../postgres/queues.ts";
import { shared } from "../process.ts";
import { canSeeJobs } from "../schedule/policy.ts";
import { jobFacts } from "./names.ts";

/** Starts a job now, besides its usual times. @throws NOT_ALLOWED, BUSY where this node runs no jobs yet */
export async function runJob(actor: Actor, { name }: { name: QueueName }): Promise<void> {
  if (!canSeeJobs(actor)) throw new DomainError("NOT_ALLOWED");
  const { runJob: start } = shared();
  if (!start) throw new DomainError("BUSY");
  await start(name);
  await transaction((tx) =>
    recordEvent(tx, actor, "job.started", { kind: "setting", id: null, name: jobFacts[name].label }),
  );
}
