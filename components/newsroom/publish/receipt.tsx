"use client";
import { Button, CopyButton } from "@mantine/core";
import { IconCheck, IconCopy, IconExternalLink, IconLink } from "@tabler/icons-react";
import { hrefOf } from "#lib/addresses/paths.ts";
import type { PublishBrief } from "#lib/stories/publishing/data.ts";
import type { Receipt } from "#lib/stories/types.ts";
import { Dialog, DialogFoot } from "../dialog.tsx";
import { useTimes } from "../newsroom-context.tsx";
import { PublicationWord } from "../state-word.tsx";
import { OpenCheck, PassedCheck } from "./check-list.tsx";
import { explainErasure } from "./erased.ts";
import type { PlaceOutcome } from "./place-choice.tsx";
import classes from "./publish.module.css";
import { isChanged } from "./verb-arrangement.ts";

export type ShownReceipt = {
  receipt: Receipt;
  /** The title of the receipt: what was done. */
  kind: "published" | "updated" | "corrected";
  approved: PublishBrief["approved"];
  /** The note that readers see now. */
  note?: string;
  /** What became of its place on a front, if one was chosen. */
  placed?: PlaceOutcome | null;
};

const titles: Record<ShownReceipt["kind"], string> = {
  published: "Published",
  updated: "Update published",
  corrected: "Correction published",
};

/** Confirms what was done, when, and where to see it. */
export function ReceiptDialog({ sent, onClose }: { sent: ShownReceipt; onClose: () => void }) {
  const times = useTimes();
  const { receipt, kind, approved, note, placed } = sent;
  const at = new Date(receipt.publishedAt);
  const { updatedAt } = receipt.status;
  const erased = receipt.erasure && explainErasure(receipt.erasure, times);
  const href = hrefOf(receipt.path);
  const address = `${window.location.origin}${href}`;
  return (
    <Dialog opened onClose={onClose} title={titles[kind]} size={620}>
      <div className={classes.receipt}>
        <p className={classes.state}>
          <PublicationWord state="LIVE" />, revision {receipt.revision}
        </p>
        <p className={classes.since} role="status">
          Published at <time dateTime={times.iso(at)}>{times.clock(at)}</time>
        </p>
        <p className="dim">{receipt.headline}</p>
        <div className={classes.address}>
          <IconLink size={16} stroke={1.6} aria-hidden="true" />
          <span>{address.replace(/^https?:\/\//, "")}</span>
          <CopyButton value={address}>
            {({ copied, copy }) => (
              <Button onClick={copy} leftSection={copied ? <IconCheck size={15} /> : <IconCopy size={15} />}>
                {copied ? "Copied" : "Copy"}
              </Button>
            )}
          </CopyButton>
        </div>
        <ul className={classes.checks}>
          <PassedCheck
            at={<time dateTime={times.iso(at)}>{times.clock(at)}</time>}
            remark="All readers get this text from now on."
          >
            On the site
          </PassedCheck>
          {approved && (
            <PassedCheck
              remark={`${approved.by?.name ?? "An editor"} approved it at ${times.clock(new Date(approved.at))}, as revision ${approved.revision}. Exactly that text.`}
            >
              The approved version was published
            </PassedCheck>
          )}
          {kind === "updated" &&
            (updatedAt === receipt.publishedAt ? (
              <PassedCheck>Readers see “Updated {times.clock(at)}”</PassedCheck>
            ) : (
              <PassedCheck>Readers see the time that they saw before</PassedCheck>
            ))}
          {erased &&
            (erased.isEverywhere ? (
              <PassedCheck remark={erased.why}>{erased.title}</PassedCheck>
            ) : (
              <OpenCheck remark={erased.why}>{erased.title}</OpenCheck>
            ))}
          {kind === "corrected" && isChanged(receipt.status) && (
            <PassedCheck remark="They are in the working copy. Publish update publishes them.">
              Other changes stay unpublished
            </PassedCheck>
          )}
          {placed &&
            (placed.isPlaced ? (
              <PassedCheck remark={placed.sentence}>On the front</PassedCheck>
            ) : (
              <OpenCheck remark={placed.sentence}>Not on the front</OpenCheck>
            ))}
          {note && (
            <PassedCheck remark={note}>
              Readers see the note under the headline{receipt.status.kind === "STORY" && " and at the end"}
            </PassedCheck>
          )}
        </ul>
      </div>
      <DialogFoot>
        <Button onClick={onClose}>Done</Button>
        <Button
          component="a"
          variant="filled"
          href={href}
          target="_blank"
          rel="noopener"
          data-autofocus
          leftSection={<IconExternalLink size={16} stroke={1.8} aria-hidden="true" />}
        >
          View on site
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
