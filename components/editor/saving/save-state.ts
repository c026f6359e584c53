import type { ErrorCode, Failure } from "#lib/errors.ts";

/** The state shown in the state line. `changes` counts unsent changes; `kept`: whether this browser has stored them. */
export type SaveState =
  | { kind: "saved"; at: string }
  | { kind: "saving" }
  /** `isBusy`: the server responds but cannot save at the moment, for example while its database restarts. */
  | { kind: "offline"; changes: number; kept: boolean; isBusy?: true }
  | { kind: "signed-out"; changes: number; kept: boolean }
  /** The server refuses the change; `sentence` is its reason, if there is one. */
  | {
      kind: "refused";
      code: ErrorCode | "UNEXPECTED";
      sentence: string | null;
      /** Whether it would delete all of a long text, so that the person is asked. */
      empties: boolean;
      changes: number;
      kept: boolean;
    };

export const sameState = (a: SaveState, b: SaveState): boolean => JSON.stringify(a) === JSON.stringify(b);

export type SaveFailure = Failure | { ok: false; code: "OFFLINE" };

/** Whether a failed save may succeed unchanged, so that it is repeated by itself. */
export const isTemporary = ({ code }: SaveFailure): boolean =>
  code === "OFFLINE" || code === "BUSY" || code === "SIGNED_OUT" || code === "UNEXPECTED";

export function stateAfterFailure(failure: SaveFailure, unsent: { changes: number; kept: boolean }): SaveState {
  const { code } = failure;
  if (code === "OFFLINE") return { kind: "offline", ...unsent };
  if (code === "BUSY") return { kind: "offline", ...unsent, isBusy: true };
  if (code === "SIGNED_OUT") return { kind: "signed-out", ...unsent };
  const detail = failure.code === "DOCUMENT_REFUSED" ? failure.detail : undefined;
  const empties = detail?.reason === "EMPTIES";
  return { kind: "refused", code, sentence: detail?.sentence ?? null, empties, ...unsent };
}
