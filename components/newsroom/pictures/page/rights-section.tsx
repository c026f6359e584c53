"use client";
import { NativeSelect, NumberInput, Textarea, TextInput } from "@mantine/core";
import { useMounted } from "@mantine/hooks";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { explain } from "#components/newsroom/messages.ts";
import { unreachable } from "#components/newsroom/publish/use-verb.ts";
import { useLeaveGuard } from "#components/newsroom/use-leave-guard.tsx";
import { type SavedField, useSavedField, useUnloadQuestion } from "#components/newsroom/use-saved-field.ts";
import { changeRights, readRights } from "#lib/picture-desk/actions.ts";
import type { PictureRightsState } from "#lib/picture-desk/data.ts";
import type { RightsTerms } from "#lib/rights/schema.ts";
import { rightsNames, rightsOptions } from "../rights-names.ts";
import { Clash } from "./clash.tsx";
import classes from "./picture-page.module.css";
import { RightsNotes } from "./rights-notes.tsx";
import { UseDate } from "./use-date.tsx";

type Props = { pictureId: string; state: PictureRightsState };

/** Delay in milliseconds after the last key: each save is a line of the audit log. */
const pauseMs = 1500;

/** One term of a picture, saved while it is typed. */
function useTerm<Name extends keyof RightsTerms, Input>(
  { pictureId, terms, onTerms }: { pictureId: string; terms: RightsTerms; onTerms: (terms: RightsTerms) => void },
  name: Name,
  toValue: (input: Input) => RightsTerms[Name],
): SavedField<Input> {
  const router = useRouter();
  return useSavedField<RightsTerms[Name], Input>({
    stored: terms[name],
    toValue,
    pauseMs,
    explain,
    keepAs: `galley:rights:${pictureId}:${name}`,
    save: async (value, seen) => {
      const input = { pictureId, changes: { [name]: value }, seen: { [name]: seen } };
      const answer = await changeRights(input).catch(unreachable);
      if (!answer.ok) return answer;
      onTerms(answer.data.terms);
      // Readers lost the picture or have it again, which the page says.
      if (answer.data.change) router.refresh();
      return { ok: true, stored: answer.data.terms[name] };
    },
    reread: async () => {
      const now = await readRights({ pictureId }).catch(unreachable);
      if (now.ok) onTerms(now.data.terms);
    },
  });
}

const trimmed = (text: string): string => text.trim();

/** The terms of a picture: category, where and until when it may be used, and whether readers may see it now. */
export function RightsSection({ pictureId, state }: Props) {
  const [terms, onTerms] = useState(state.terms);
  const given = { pictureId, terms, onTerms };
  const rights = useTerm(given, "rights", (value: RightsTerms["rights"]) => value);
  const uses = useTerm(given, "usesAllowed", (value: number | null) => value);
  const territory = useTerm(given, "territory", trimmed);
  const note = useTerm(given, "rightsNote", trimmed);
  const from = useTerm(given, "usableFrom", (instant: string) => instant || null);
  const until = useTerm(given, "usableUntil", (instant: string) => instant || null);
  const fields = [rights, uses, territory, note, from, until];
  const isUnsaved = fields.some((field) => field.isUnsaved);
  useUnloadQuestion(isUnsaved);
  const question = useLeaveGuard(fields.some((field) => field.isUnsaved && (field.hasClash || field.problem !== null)));
  const isReady = useMounted(); // as the description
  const readOnly = !state.mayManage || !isReady;
  const category = rights.draft ?? terms.rights;
  return (
    <section className={classes.section} aria-labelledby="rights-title">
      <h2 id="rights-title">Rights</h2>
      <RightsNotes pictureId={pictureId} state={state} />
      {!state.mayManage && <p className="dim small">You can read this. Editors and admins change it.</p>}
      <Clash field={rights} theirs={rightsNames[terms.rights]}>
        <NativeSelect
          label="Rights"
          value={category}
          data={rightsOptions}
          disabled={!state.mayManage}
          error={rights.problem}
          onChange={(event) => rights.type(event.currentTarget.value as RightsTerms["rights"])}
          onBlur={rights.leave}
        />
      </Clash>
      {category === "PAY_PER_USE" && (
        <Clash field={uses} theirs={terms.usesAllowed === null ? null : String(terms.usesAllowed)}>
          <NumberInput
            label="Paid uses"
            description="How many stories may show it. Empty: no limit."
            value={(uses.draft ?? terms.usesAllowed) || ""}
            min={1}
            max={1_000_000}
            allowDecimal={false}
            allowNegative={false}
            readOnly={readOnly}
            error={uses.problem}
            onChange={(value) => uses.type(typeof value === "number" ? value : null)}
            onBlur={uses.leave}
          />
        </Clash>
      )}
      <UseDate label="May be used from" term={from} stored={terms.usableFrom} readOnly={readOnly} />
      <UseDate label="May be used until" term={until} stored={terms.usableUntil} readOnly={readOnly} isEnd />
      <Clash field={territory} theirs={terms.territory}>
        <TextInput
          label="Territory"
          description="Where it may be published. Empty: everywhere."
          maxLength={300}
          value={territory.draft ?? terms.territory}
          readOnly={readOnly}
          error={territory.problem}
          onChange={(event) => territory.type(event.currentTarget.value)}
          onBlur={territory.leave}
        />
      </Clash>
      <Clash field={note} theirs={terms.rightsNote}>
        <Textarea
          label="Terms"
          description="Contract, licence, whom to ask."
          autosize
          minRows={2}
          maxRows={10}
          maxLength={2_000}
          value={note.draft ?? terms.rightsNote}
          readOnly={readOnly}
          error={note.problem}
          onChange={(event) => note.type(event.currentTarget.value)}
          onBlur={note.leave}
        />
      </Clash>
      {state.fileTerms && (
        <p className="small">
          <span className="dim">Terms in the file:</span> {state.fileTerms}
        </p>
      )}
      <p className={classes.state} role="status">
        {!state.mayManage ? "" : isUnsaved ? "Not saved yet" : "All changes saved"}
      </p>
      {question}
    </section>
  );
}
