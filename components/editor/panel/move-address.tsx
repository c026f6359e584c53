"use client";
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { Dialog, DialogFoot } from "#components/newsroom/dialog.tsx";
import { explainVerb } from "#components/newsroom/publish/explain-verb.ts";
import { useVerb } from "#components/newsroom/publish/use-verb.ts";
import { slugFrom, slugWhileTyping } from "#lib/addresses/slug.ts";
import { moveStoryAddress } from "#lib/stories/actions.ts";
import type { StoryNames, StoryStatus } from "#lib/stories/types.ts";
import classes from "./panel.module.css";

type Props = {
  storyId: string;
  path: string;
  sections: StoryNames["sections"];
  onClose: () => void;
  onMoved: (status: StoryStatus) => void;
};

const maxSlug = 100;

/** The parts of a story's URL; null for a story imported with another URL format. */
function urlParts(path: string): { section: string; day: string; slug: string } | null {
  const [, section = "", year, month, day, slug = ""] = /^(.*)\/(\d{4})\/(\d\d)\/(\d\d)\/([^/]+)$/.exec(path) ?? [];
  return year ? { section, day: `${year}-${month}-${day}`, slug } : null;
}

/** Changes the section, date or slug in the URL of a published story. */
export function MoveAddressDialog({ storyId, path, sections, onClose, onMoved }: Props) {
  const now = urlParts(path);
  const [sectionId, setSectionId] = useState(sections.find((one) => one.path === now?.section)?.id ?? "");
  const [day, setDay] = useState(now?.day ?? "");
  const [slug, setSlug] = useState(now?.slug ?? slugFrom(path.split("/").at(-1) ?? "", maxSlug));
  const { send, pending, failure } = useVerb(moveStoryAddress);
  const section = sections.find(({ id }) => id === sectionId);
  const isWhole = section !== undefined && day !== "" && slug !== "";
  const next = isWhole ? `${section.path}/${day.replaceAll("-", "/")}/${slugFrom(slug, maxSlug)}` : null;
  return (
    <Dialog opened onClose={onClose} title="Change URL">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (next) send({ storyId, sectionId, day, slug }, ({ status }) => onMoved(status));
        }}
      >
        <NativeSelect
          data-autofocus
          label="Section in the URL"
          value={sectionId}
          onChange={(event) => setSectionId(event.currentTarget.value)}
          data={[
            ...(section ? [] : [{ value: "", label: "Choose a section" }]),
            ...sections.map(({ id, name, path: at }) => ({
              value: id,
              label: at.split("/").length > 2 ? `– ${name}` : name,
            })),
          ]}
        />
        <TextInput
          type="date"
          label="Date in the URL"
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <TextInput
          label="Slug"
          maxLength={maxSlug}
          autoComplete="off"
          spellCheck={false}
          value={slug}
          onChange={(event) => setSlug(slugWhileTyping(event.currentTarget.value, maxSlug))}
        />
        <p className={classes.hint}>
          {next && next !== path ? (
            <>
              The story moves to <span className={classes.path}>{next}</span> immediately. The old URL redirects there
              permanently.
            </>
          ) : (
            <>
              Current URL: <span className={classes.path}>{path}</span>
            </>
          )}
        </p>
        <div role="alert">{failure && <p className={classes.problem}>{explainVerb(failure)}</p>}</div>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" loading={pending} disabled={next === null || next === path}>
            Change URL
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
