"use client";
import { Button, Menu } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { IconChevronDown, IconDots } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";
import type { Failure } from "#lib/errors.ts";
import { canArrangeFronts } from "#lib/fronts/policy.ts";
import type { Erasure } from "#lib/press/nodes-data.ts";
import { approveStory, copyStory, unspikeStory, withdrawStory } from "#lib/stories/actions.ts";
import type { StoryStatus } from "#lib/stories/types.ts";
import { canManageTemplates } from "#lib/templates/policy.ts";
import { giveFocusBack } from "../dialog.tsx";
import { WatchItems } from "../inbox/watch-items.tsx";
import { lazyPart } from "../lazy-part.tsx";
import { useActor, useTimes } from "../newsroom-context.tsx";
import { explainErasure } from "./erased.ts";
import { explainVerb } from "./explain-verb.ts";
import type { SectionChoice } from "./file-dialog.tsx";
import classes from "./publish.module.css";
import type { ShownReceipt } from "./receipt.tsx";
import { unreachable } from "./use-verb.ts";
import { arrangeVerbs, type BarVerb, isChanged, verbLabel } from "./verb-arrangement.ts";

/** Loaded when they are opened. */
const dialogs = () => import("./verb-dialogs.tsx");
const ApproveDialog = lazyPart("The dialog", () => dialogs().then((part) => part.ApproveDialog));
const CorrectDialog = lazyPart("The dialog", () => dialogs().then((part) => part.CorrectDialog));
const NameVersionDialog = lazyPart("The dialog", () => dialogs().then((part) => part.NameVersionDialog));
const ReinstateDialog = lazyPart("The dialog", () => dialogs().then((part) => part.ReinstateDialog));
const SendBackDialog = lazyPart("The dialog", () => dialogs().then((part) => part.SendBackDialog));
const SpikeDialog = lazyPart("The dialog", () => dialogs().then((part) => part.SpikeDialog));
const TakeDownDialog = lazyPart("The dialog", () => dialogs().then((part) => part.TakeDownDialog));
const PublishPanel = lazyPart("The dialog", () => import("./publish-panel.tsx").then((part) => part.PublishPanel));
const FileDialog = lazyPart("The dialog", () => import("./file-dialog.tsx").then((part) => part.FileDialog));
const ReceiptDialog = lazyPart("The receipt", () => import("./receipt.tsx").then((part) => part.ReceiptDialog));
const SaveTemplateDialog = lazyPart("The dialog", () =>
  import("../templates/save-template-dialog.tsx").then((part) => part.SaveTemplateDialog),
);
const PlaceDialog = lazyPart("The dialog", () => import("../fronts/place-dialog.tsx").then((part) => part.PlaceDialog));

type Props = {
  story: { id: string; headline: string };
  status: StoryStatus;
  /** The story is still empty, so it is not on the server yet. */
  isEmpty: boolean;
  /** Saves unsaved changes first; false if that failed. */
  beforeVerb: () => Promise<boolean>;
  onStatus: (status: StoryStatus) => void;
  section: SectionChoice;
};

/** Verbs that need no dialog. */
const direct = {
  withdraw: (storyId: string) => withdrawStory({ storyId }),
  approve: (storyId: string, version: number) => approveStory({ storyId, version }),
  unspike: (storyId: string) => unspikeStory({ storyId }),
};
type Direct = keyof typeof direct;
type Asking = Exclude<BarVerb, Direct> | "approve" | "template" | "place";
const isDirect = (verb: BarVerb): verb is Direct => verb in direct;

const done: Record<BarVerb, string> = {
  file: "Filed. The editors have it now.",
  withdraw: "Withdrawn. It is a draft again.",
  approve: "Approved. Publishing uses this version.",
  reinstate: "Reinstated. Readers can open it again.",
  unspike: "Unspiked. It is a draft again.",
  sendBack: "Sent back. It is a draft again.",
  takeDown: "Taken down. Readers get a notice in its place.",
  spike: "Spiked. Unspike brings it back.",
  nameVersion: "The version is kept under its name.",
  publish: "Published.",
  correct: "Corrected.",
};

const notSaved = "Your latest changes are not saved yet, so nothing was done. Wait for “Saved”, then try again.";

const nothingWritten = "There is nothing to save yet. Write a headline first.";

/** Where buttons do not fit beside the filled one, the menu has them, as in publish.module.css. */
const folding = "(width < 75rem)";

/** The actions on a story in its state: the primary button, and the others next to it or in the menu. */
export function StoryVerbs({ story, status, isEmpty, beforeVerb, onStatus, section }: Props) {
  const router = useRouter();
  const times = useTimes();
  const actor = useActor();
  const [leaving, leave] = useTransition();
  const isFolded = useMediaQuery(folding); // not hidden by CSS: the arrow keys of a menu stop at hidden items
  const [busy, setBusy] = useState<BarVerb | "preview" | "place" | "copy" | null>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [sent, setSent] = useState<ShownReceipt | null>(null);
  // A verb names the version that was on screen after the last save, not at the click.
  const newest = useRef(status);
  newest.current = status;

  const isBusy = useRef(false); // not `busy`: a second click may come before the next render
  const opener = useRef<Element | null>(null);
  const moreButton = useRef<HTMLButtonElement>(null);
  const hasActed = useRef(false);
  // The button of an action often disappears with the action; the menu of all others stays.
  useEffect(() => {
    if (hasActed.current) giveFocusBack(moreButton.current);
    hasActed.current = false;
  });

  const say = (message: string, failed = false, autoClose: number | false = failed ? 10_000 : 5_000) => {
    notifications.show({ message, color: failed ? "red" : "green", autoClose });
  };

  /** Saves, then runs the action; one at a time. */
  const after = async (what: NonNullable<typeof busy>, work: () => Promise<void> | void) => {
    if (isBusy.current || leaving) return;
    isBusy.current = true;
    opener.current = document.activeElement; // the button is disabled meanwhile and loses the focus
    setBusy(what);
    try {
      if (await beforeVerb()) await work();
      else say(isEmpty ? nothingWritten : notSaved, true);
    } finally {
      isBusy.current = false;
      setBusy(null);
      giveFocusBack(opener.current);
    }
  };
  const changeStatus = (now: StoryStatus) => {
    hasActed.current = true;
    onStatus(now);
  };

  const run = (verb: BarVerb) =>
    after(verb, async () => {
      if (!isDirect(verb)) return setAsking(verb);
      await settled();
      const answer = await direct[verb](story.id, newest.current.version).catch(unreachable);
      // The newsroom asks for a note: the dialog takes one.
      if (!answer.ok && answer.code === "INVALID" && answer.detail?.field === "note" && verb === "approve")
        return setAsking("approve");
      if (!answer.ok) return say(explainVerb(answer), true);
      changeStatus(answer.data.status);
      say(done[verb]);
    });
  const approveWithNote = () => after("approve", () => setAsking("approve"));

  const mayPlace = status.kind === "STORY" && status.copy !== "SPIKED" && !isEmpty && canArrangeFronts(actor);
  const place = () => after("place", () => setAsking("place"));
  const preview = () => after("preview", () => router.push(`/desk/stories/${story.id}/preview`));
  const copy = () =>
    after("copy", async () => {
      const made = await copyStory({ storyId: story.id }).catch((): Failure => unreachable());
      // A second click before the new page opens must not create a second duplicate.
      if (made.ok) leave(() => router.push(`/desk/stories/${made.data.id}`));
      else say(explainVerb(made), true);
    });

  const close = () => {
    setAsking(null);
    giveFocusBack(opener.current);
  };
  const afterVerb = (verb: BarVerb) => (answer: { status: StoryStatus }) => {
    close();
    changeStatus(answer.status);
    say(done[verb]);
  };
  const takenDown = (answer: { status: StoryStatus; erasure?: Erasure }) => {
    close();
    changeStatus(answer.status);
    if (!answer.erasure) return say("Removed from lists and search. Its page stays.");
    const { isEverywhere, title, why } = explainErasure(answer.erasure, times);
    if (isEverywhere) say(`${done.takeDown} ${title}.`);
    else say(`${done.takeDown} ${title}: ${why}`, true, false);
  };
  const scheduled = (now: StoryStatus) => {
    close();
    changeStatus(now);
    say("Scheduled. The story shows when, and what you can change about it.");
  };
  const show = (now: ShownReceipt) => {
    close();
    onStatus(now.receipt.status);
    setSent(now);
  };

  const { main, beside, more } = arrangeVerbs(status);
  const hasRoomToPlace = beside.length < 4;
  const upToDate = status.publication === "LIVE" && !isChanged(status);
  const idle = (verb: BarVerb) => verb === "publish" && upToDate;
  const button = (verb: BarVerb) => ({
    loading: busy === verb,
    disabled: idle(verb),
    onClick: () => void run(verb),
    ...(idle(verb) ? { title: "No changes to publish" } : {}),
  });
  const dialog = { story, onClose: close };

  return (
    <div className={classes.verbs}>
      <Button
        variant="subtle"
        color="gray"
        px={10}
        className={classes.beside ?? ""}
        loading={busy === "preview"}
        onClick={preview}
      >
        Preview
      </Button>
      {mayPlace && hasRoomToPlace && (
        <Button
          variant="subtle"
          color="gray"
          px={10}
          className={classes.beside ?? ""}
          loading={busy === "place"}
          onClick={place}
        >
          Place…
        </Button>
      )}
      {beside.map((verb) => (
        <Button key={verb} variant="subtle" color="gray" px={10} className={classes.beside ?? ""} {...button(verb)}>
          {verbLabel(verb, status)}
        </Button>
      ))}
      <div className={classes.split} data-alone={main === null || undefined}>
        {main && (
          <Button variant="filled" {...button(main)}>
            {verbLabel(main, status)}
          </Button>
        )}
        <Menu width={232}>
          <Menu.Target>
            <Button
              ref={moreButton}
              variant={main && !idle(main) ? "filled" : "default"}
              px={6}
              aria-label="More to do with this story"
            >
              {main ? <IconChevronDown size={16} aria-hidden="true" /> : <IconDots size={18} aria-hidden="true" />}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {isFolded && (
              <Menu.Item className={classes.item ?? ""} onClick={preview}>
                Preview
              </Menu.Item>
            )}
            {mayPlace && (isFolded || !hasRoomToPlace) && (
              <Menu.Item className={classes.item ?? ""} onClick={place}>
                Place…
              </Menu.Item>
            )}
            {isFolded &&
              beside.toReversed().map((verb) => (
                <Menu.Item
                  key={verb}
                  className={classes.item ?? ""}
                  disabled={idle(verb)}
                  onClick={() => void run(verb)}
                >
                  {verbLabel(verb, status)}
                </Menu.Item>
              ))}
            {more.map((verb) => (
              <Menu.Item key={verb} className={classes.item ?? ""} onClick={() => void run(verb)}>
                {verbLabel(verb, status)}
              </Menu.Item>
            ))}
            {status.may.verbs.includes("approve") && (
              <Menu.Item className={classes.item ?? ""} onClick={approveWithNote}>
                Approve with a note
              </Menu.Item>
            )}
            <Menu.Item className={classes.item ?? ""} onClick={copy}>
              {status.kind === "PAGE" ? "Copy as new page" : "Copy as new story"}
            </Menu.Item>
            {!isEmpty && status.kind === "STORY" && canManageTemplates(actor) && (
              <Menu.Item className={classes.item ?? ""} onClick={() => void after("copy", () => setAsking("template"))}>
                Save as template
              </Menu.Item>
            )}
            {!isEmpty && (
              <WatchItems
                storyId={story.id}
                noun={status.kind === "PAGE" ? "page" : "story"}
                className={classes.item ?? ""}
              />
            )}
          </Menu.Dropdown>
        </Menu>
      </div>
      {asking === "publish" && (
        <PublishPanel
          storyId={story.id}
          status={status}
          onClose={close}
          onPublished={(receipt, approved, placed) =>
            show({ receipt, approved, placed, kind: status.publication === "LIVE" ? "updated" : "published" })
          }
          onScheduled={(next, placed) => {
            scheduled(next);
            if (placed)
              notifications.show({
                message: placed.sentence,
                color: placed.isPlaced ? "green" : "red",
                autoClose: 10_000,
              });
          }}
        />
      )}
      {asking === "correct" && (
        <CorrectDialog
          {...dialog}
          status={status}
          onDone={(receipt, note) => show({ receipt, note, approved: null, kind: "corrected" })}
          onScheduled={scheduled}
        />
      )}
      {asking === "file" && (
        <FileDialog {...dialog} kind={status.kind} section={section} save={beforeVerb} onDone={afterVerb("file")} />
      )}
      {asking === "approve" && (
        <ApproveDialog {...dialog} version={newest.current.version} onDone={afterVerb("approve")} />
      )}
      {asking === "sendBack" && <SendBackDialog {...dialog} onDone={afterVerb("sendBack")} />}
      {asking === "takeDown" && (
        <TakeDownDialog
          {...dialog}
          kind={status.kind}
          isListed={status.schedule.unlistedAt === null}
          onDone={takenDown}
          onScheduled={scheduled}
        />
      )}
      {asking === "place" && <PlaceDialog story={story} onClose={close} />}
      {asking === "reinstate" && <ReinstateDialog {...dialog} onDone={afterVerb("reinstate")} />}
      {asking === "spike" && <SpikeDialog {...dialog} kind={status.kind} onDone={afterVerb("spike")} />}
      {asking === "nameVersion" && <NameVersionDialog {...dialog} onDone={afterVerb("nameVersion")} />}
      {asking === "template" && <SaveTemplateDialog storyId={story.id} onClose={close} />}
      {sent && (
        <ReceiptDialog
          sent={sent}
          onClose={() => {
            setSent(null);
            giveFocusBack(moreButton.current);
          }}
        />
      )}
    </div>
  );
}

/** Lets React render the result of the last save, so that the verb names the version on screen. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 30));
