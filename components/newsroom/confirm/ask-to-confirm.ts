type Asker = () => Promise<boolean>;

let asker: Asker | null = null;

/** The dialog that is on this page; null when it leaves. */
export function setAsker(next: Asker | null): void {
  asker = next;
}

/** Asks the person to confirm that it is them. False: they do not want to, or the page has no such dialog. */
export const askToConfirm = (): Promise<boolean> => (asker ? asker() : Promise.resolve(false));
