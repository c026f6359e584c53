"use client";
import { explain } from "#components/newsroom/messages.ts";
import { useActor } from "#components/newsroom/newsroom-context.tsx";
import { unreachable } from "#components/newsroom/publish/use-verb.ts";
import { type SavedField, useSavedField } from "#components/newsroom/use-saved-field.ts";
import { describePicture, readPicture } from "#lib/pictures/library/actions.ts";
import type { PictureDescription, PictureDetails } from "#lib/pictures/library/types.ts";

/** Delay in milliseconds after the last key: each save is a line of the audit log. */
const pauseMs = 1500;

type Options<F extends keyof PictureDescription, Input> = {
  picture: PictureDetails;
  onSaved: (now: PictureDetails) => void;
  field: F;
  toValue: (input: Input) => PictureDescription[F];
};

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** One field of a picture's description, saved while it is typed. */
export function usePictureField<F extends keyof PictureDescription, Input>(
  options: Options<F, Input>,
): SavedField<Input> {
  const { picture, onSaved, field, toValue } = options;
  const { id, version } = picture;
  const actor = useActor();
  return useSavedField<PictureDescription[F], Input>({
    stored: (picture as PictureDescription)[field],
    toValue,
    pauseMs,
    isSame,
    isMerged: field === "people" || field === "keywords",
    explain,
    keepAs: `galley:picture:${actor.id}:${id}:${field}`,
    save: async (value, seen) => {
      const changes = { [field]: value };
      const answer = await describePicture({ id, version, changes, seen: { [field]: seen } }).catch(unreachable);
      if (!answer.ok) return answer;
      onSaved(answer.data);
      return { ok: true, stored: (answer.data as PictureDescription)[field] };
    },
    reread: async () => {
      const now = await readPicture({ id }).catch(unreachable);
      if (now.ok) onSaved(now.data);
    },
  });
}
