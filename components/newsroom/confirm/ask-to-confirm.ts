import type { Result } from "#lib/errors.ts";

type Asker = () => Promise<boolean>;

let asker: Asker | null = null;

/** The dialog that is on this page; null when it leaves. */
export function setAsker(next: Asker | null): void {
  asker = next;
}

/** Asks the person to confirm that it is them. False: they do not want to, or the page has no such dialog. */
export const askToConfirm = (): Promise<boolean> => (asker ? asker() : Promise.resolve(false));

/** The answer of an action. If it needs a confirmation, asks for one and sends the same again: nothing has to be typed twice. */
export async function withConfirmation<T>(call: () => Promise<Result<T>>): Promise<Result<T>> {
  const result = await call();
  return !result.ok && result.code === "CONFIRM_NEEDED" && (await askToConfirm()) ? call() : result;
}
