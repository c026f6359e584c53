import type { ErrorCode } from "#lib/errors.ts";

/** What the state line says. `changes` counts what the server does not have; `kept`: this browser has stored it. */
export type SaveState =
  | { kind: "saved"; at: string }
  | { kind: "saving" }
  /** `isBusy`: the server answers, but cannot save at the moment, as while its database starts again. */
  | { kind: "offline"; changes: number; kept: boolean; isBusy?: true }
  | { kind: "signed-out"; changes: number; kept: boolean }
  /** The server does not take it; `sentence` says why when the guard said so. */
  | {
      kind: "refused";
      code: ErrorCode | "UNEXPECTED";
      sentence: string | null;
      /** It would take out all of a long text: the person is asked. */
      empties: boolean;
      changes: number;
      kept: boolean;
    };

export const sameState = (a: SaveState, b: SaveState): boolean => JSON.stringify(a) === JSON.stringify(b);
