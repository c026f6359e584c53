"use client";
import { explainVerb } from "#components/newsroom/publish/explain-verb.ts";
import { unreachable } from "#components/newsroom/publish/use-verb.ts";
import { type SavedField, useSavedField } from "#components/newsroom/use-saved-field.ts";
import { planStory, readAssignment } from "#lib/assignments/actions.ts";
import type { Plan } from "#lib/assignments/schema.ts";
import type { StoryAssignment } from "#lib/assignments/types.ts";
import { commitFieldsEvent } from "../saving/save-key.ts";

/** Delay in milliseconds after the last key. Longer than for the text of the story: each save is a line of the audit log. */
const pauseMs = 2500;

type Options<F extends keyof Plan, Input> = {
  storyId: string;
  assignment: StoryAssignment;
  onPlanned: (now: StoryAssignment) => void;
  field: F;
  toValue: (input: Input) => Plan[F];
};

/** One field of the plan, saved while it is typed. */
export function usePlanField<F extends keyof Plan, Input>(options: Options<F, Input>): SavedField<Input> {
  const { storyId, assignment, onPlanned, field, toValue } = options;
  return useSavedField<Plan[F], Input>({
    stored: assignment[field],
    toValue,
    pauseMs,
    commitEvent: commitFieldsEvent,
    explain: explainVerb,
    save: async (value, seen) => {
      const answer = await planStory({ storyId, changes: { [field]: value }, seen: { [field]: seen } }).catch(
        unreachable,
      );
      if (!answer.ok) return answer;
      onPlanned(answer.data);
      return { ok: true, stored: answer.data[field] };
    },
    reread: async () => {
      const now = await readAssignment({ storyId }).catch(unreachable);
      if (now.ok) onPlanned(now.data);
    },
  });
}
