import type { StepOrigin } from "../postgres/generated/enums.ts";

/** The steps from `from` + 1 to `version`, in the server's order; the three lists are parallel. */
export type Log = {
  from: number;
  version: number;
  steps: unknown[];
  clientIds: string[];
  personIds: (string | null)[];
};

/** A row of the log, as packs keep it too. `at` is an ISO instant there. */
export type LoggedStep = {
  version: number;
  step: unknown;
  clientId: string;
  batchId: string;
  personId: string | null;
  at: Date;
  origin: StepOrigin;
};
