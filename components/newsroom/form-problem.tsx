import type { FormState } from "#lib/auth/form-state.ts";
import classes from "./door.module.css";
import { explain } from "./messages.ts";

export const fieldError = (state: FormState, name: string): string | undefined => state?.problem.fields?.[name];

/** The error message of a form. Errors of the named fields are shown next to the fields instead. */
export function FormProblem({ state, fields }: { state: FormState; fields: string[] }) {
  const marked = fields.some((name) => fieldError(state, name));
  return (
    <div role="alert" aria-live="assertive" hidden={!state || marked}>
      {state && !marked && <p className={classes.problem}>{explain(state.problem)}</p>}
    </div>
  );
}
