import type { Failure } from "#lib/errors.ts";
import { explain } from "./messages.ts";
import classes from "./problem.module.css";

/**
 * Why something was refused and what to do about it, next to the control. Errors of the fields in `marked` are shown at those
 * fields and not repeated here.
 */
export function Problem({ failure, marked = [] }: { failure: Failure | null; marked?: string[] }) {
  const atFields = failure?.code === "INVALID" && marked.some((name) => failure.fields?.[name]);
  return (
    <div role="alert" className={classes.live}>
      {failure && !atFields && <p className={classes.problem}>{explain(failure)}</p>}
    </div>
  );
}
