"use client";
import { Button, Loader } from "@mantine/core";
import { useEffect, useState } from "react";
import type { Failure } from "#lib/errors.ts";
import { readCalendarPath, renewCalendar } from "#lib/schedule/actions.ts";
import { CopyLink } from "../copy-link.tsx";
import { Dialog, DialogFoot } from "../dialog.tsx";
import { Problem } from "../problem.tsx";
import { unreachable } from "../publish/use-verb.ts";

/** The address at which a calendar program reads the schedule. */
export function CalendarAddress() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
        Calendar feed
      </Button>
      {isOpen && <CalendarDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function CalendarDialog({ onClose }: { onClose: () => void }) {
  const [link, setLink] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const load = async (read: typeof readCalendarPath) => {
    setFailure(null);
    const answer = await read({}).catch(unreachable);
    if (answer.ok) setLink(new URL(answer.data.path, location.href).href);
    else setFailure(answer);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, when the dialog opens
  useEffect(() => void load(readCalendarPath), []);
  return (
    <Dialog opened onClose={onClose} title="Calendar feed">
      <p>
        Add this address to your calendar app to see the schedule there. Anyone who has the address can read it, so keep
        it to yourself.
      </p>
      {link ? <CopyLink label="Your address" link={link} /> : !failure && <Loader size="sm" aria-label="Reading" />}
      <Problem failure={failure} />
      <DialogFoot note="With a new address, the old one stops working.">
        <Button variant="default" onClick={() => void load(renewCalendar)}>
          New address
        </Button>
        <Button onClick={onClose}>Close</Button>
      </DialogFoot>
    </Dialog>
  );
}
