"use client";
import { Button, Select, Textarea, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { deleteCollection, publishCollection, saveCollection, withdrawCollection } from "#lib/collections/actions.ts";
import type { CollectionView } from "#lib/collections/data.ts";
import { collectionKindNames, collectionKinds, maxCollectionTitle, maxIntro } from "#lib/collections/schema.ts";
import type { CollectionFields, CollectionKind } from "#lib/collections/types.ts";
import type { Failure } from "#lib/errors.ts";
import type { CardStory } from "#lib/fronts/desk-data.ts";
import { Confirm } from "../dialog.tsx";
import { PageBar, PageBody } from "../page-bar.tsx";
import { Problem } from "../problem.tsx";
import { CollectionWord } from "../state-word.tsx";
import { useLeaveGuard } from "../use-leave-guard.tsx";
import { useServerAction } from "../use-server-action.ts";
import { type MergedField, withTheirs } from "./changes.ts";
import classes from "./collections.module.css";
import { CoverField } from "./cover-field.tsx";
import { StoryOrder } from "./story-order.tsx";

type Props = { view: CollectionView; mayManage: boolean };

const kindChoices = collectionKinds.map((value) => ({ value, label: collectionKindNames[value] }));
const fieldNames: Record<MergedField, string> = {
  kind: "kind",
  title: "title",
  slug: "slug",
  intro: "introduction",
  cover: "cover",
};

/** The field that somebody else has changed as well, if that is why the server refused. */
function clashOf(failure: Failure | null): { field: MergedField; theirs: string } | null {
  if (failure?.code !== "CHANGED_MEANWHILE") return null;
  const { field, theirs } = failure.detail ?? {};
  return field && field in fieldNames && typeof theirs === "string" ? { field: field as MergedField, theirs } : null;
}

const hiddenCover = "The cover belongs to a confidential story that you do not have access to. Choose another cover.";
const isHiddenCover = (failure: Failure | null): boolean =>
  failure?.code === "INVALID" && failure.detail?.field === "cover";

/** A collection: its stories in order, and what its page says about them. Nothing is saved before the person saves. */
export function CollectionScreen({ view, mayManage }: Props) {
  const { id, state, path } = view;
  const router = useRouter();
  const [base, setBase] = useState(view.fields);
  const [fields, setFields] = useState(view.fields);
  const [added, setAdded] = useState<readonly CardStory[]>([]);
  const save = useServerAction(saveCollection);
  const publish = useServerAction(publishCollection);
  const [asking, setAsking] = useState<"withdraw" | "delete" | null>(null);
  const [isLeaving, setLeaving] = useState(false);
  const isChanged = JSON.stringify(fields) !== JSON.stringify(base);
  const guard = useLeaveGuard(mayManage && isChanged && !isLeaving);
  const set = (changes: Partial<CollectionFields>) => setFields((now) => ({ ...now, ...changes }));
  const stories = new Map([...view.stories, ...added].map((story) => [story.id, story]));
  const clash = clashOf(save.failure);

  const send = (given: CollectionFields, known: CollectionFields) =>
    save.send({ collectionId: id, ...given, base: known }, (now) => {
      setBase(now);
      // What was typed while the request was under way stays.
      setFields((typed) => (JSON.stringify(typed) === JSON.stringify(given) ? now : typed));
    });
  return (
    <>
      <PageBar title={base.title}>
        {mayManage && (
          <>
            {state === "published" ? (
              <Button onClick={() => setAsking("withdraw")}>Withdraw</Button>
            ) : (
              <Button
                loading={publish.pending}
                disabled={isChanged}
                title={isChanged ? "Save first" : undefined}
                onClick={() => publish.send({ collectionId: id })}
              >
                Publish
              </Button>
            )}
            <Button variant="filled" loading={save.pending} disabled={!isChanged} onClick={() => send(fields, base)}>
              Save
            </Button>
          </>
        )}
      </PageBar>
      <PageBody>
        {!clash && <Problem failure={save.failure} marked={["title", "slug", "intro"]} />}
        {publish.failure?.code === "NOT_READY" ? (
          <p role="alert">Add at least one story, save, and publish again.</p>
        ) : isHiddenCover(publish.failure) ? (
          <p role="alert">{hiddenCover}</p>
        ) : (
          <Problem failure={publish.failure} />
        )}
        {clash && (
          <p role="alert">
            Somebody else has changed the {fieldNames[clash.field]}
            {clash.field === "cover"
              ? ". "
              : ` to “${clash.field === "kind" ? collectionKindNames[clash.theirs as CollectionKind] : clash.theirs}”. `}
            <Button
              size="compact-sm"
              onClick={() => {
                const known = withTheirs(base, clash.field, clash.theirs);
                setBase(known);
                send(fields, known);
              }}
            >
              Save mine
            </Button>{" "}
            <Button
              size="compact-sm"
              onClick={() => {
                setBase(withTheirs(base, clash.field, clash.theirs));
                setFields(withTheirs(fields, clash.field, clash.theirs));
                save.clear();
              }}
            >
              Take theirs
            </Button>
          </p>
        )}
        <div className={classes.screen}>
          <StoryOrder
            ids={fields.storyIds}
            stories={stories}
            mayManage={mayManage}
            onChange={(storyIds) => set({ storyIds })}
            onFound={(story) => setAdded((known) => [...known, story])}
          />
          <section aria-labelledby="details-title">
            <div className={classes.head}>
              <h2 id="details-title">Page</h2>
              <CollectionWord state={state} />
              {state === "published" && (
                <Button size="compact-sm" component="a" href={path} target="_blank">
                  View page
                </Button>
              )}
              {mayManage && state !== "published" && (
                <Button size="compact-sm" onClick={() => setAsking("delete")}>
                  Delete collection
                </Button>
              )}
            </div>
            <fieldset className={classes.fields} disabled={!mayManage}>
              <TextInput
                label="Title"
                maxLength={maxCollectionTitle}
                value={fields.title}
                onChange={(event) => set({ title: event.currentTarget.value })}
                error={save.failure?.fields?.title}
              />
              <Select
                label="Kind"
                allowDeselect={false}
                disabled={!mayManage}
                value={fields.kind}
                onChange={(value) => value && set({ kind: value as CollectionKind })}
                data={kindChoices}
              />
              <TextInput
                label="Slug"
                autoCapitalize="none"
                spellCheck={false}
                maxLength={80}
                description={
                  fields.slug !== base.slug && fields.slug !== ""
                    ? "The URL changes. The old URL redirects there permanently."
                    : `URL: ${path}`
                }
                value={fields.slug}
                onChange={(event) => set({ slug: event.currentTarget.value })}
                error={save.failure?.fields?.slug}
              />
              <Textarea
                label="Introduction"
                description="Optional. An empty line begins a new paragraph."
                maxLength={maxIntro}
                autosize
                minRows={4}
                maxRows={14}
                value={fields.intro}
                onChange={(event) => set({ intro: event.currentTarget.value })}
                error={save.failure?.fields?.intro}
              />
              {mayManage && (
                <CoverField
                  cover={fields.cover}
                  look={view.coverLook}
                  onChange={(cover) => set({ cover })}
                  error={isHiddenCover(save.failure) ? hiddenCover : save.failure?.fields?.cover}
                />
              )}
            </fieldset>
            {mayManage && state === "published" && (
              <p className="dim small">Readers see your changes as soon as you save them.</p>
            )}
          </section>
        </div>
      </PageBody>
      {guard}
      <Asking
        id={id}
        title={base.title}
        asking={asking}
        close={() => setAsking(null)}
        onDeleted={() => {
          setLeaving(true);
          router.push("/desk/collections");
        }}
      />
    </>
  );
}

type AskingProps = {
  id: string;
  title: string;
  asking: "withdraw" | "delete" | null;
  close: () => void;
  onDeleted: () => void;
};

/** The questions before a collection is withdrawn or deleted. */
function Asking({ id, title, asking, close, onDeleted }: AskingProps) {
  const withdraw = useServerAction(withdrawCollection);
  const remove = useServerAction(deleteCollection);
  return (
    <>
      <Confirm
        opened={asking === "withdraw"}
        onClose={close}
        question={`Withdraw ${title}?`}
        verb="Withdraw"
        danger
        pending={withdraw.pending}
        failure={withdraw.failure}
        onConfirm={() => withdraw.send({ collectionId: id }, close)}
      >
        <p>Readers can no longer open its page and feeds. Its stories stay published.</p>
      </Confirm>
      <Confirm
        opened={asking === "delete"}
        onClose={close}
        question={`Delete ${title}?`}
        verb="Delete"
        danger
        pending={remove.pending}
        failure={remove.failure}
        onConfirm={() => remove.send({ collectionId: id }, onDeleted)}
      >
        <p>Its stories stay as they are.</p>
      </Confirm>
    </>
  );
}
