"use client";
import { Button, Text } from "@mantine/core";
import { useEffect, useState, useTransition } from "react";
import { signOut } from "#lib/auth/actions.ts";
import { Dialog, DialogFoot } from "../dialog.tsx";
import { useActor, useUnsentKey } from "../newsroom-context.tsx";
import { recordText } from "./record-text.ts";
import { discardAll, listWaiting, readUnsent } from "./unsent-store.ts";

/** Milliseconds between two checks for unsent changes. */
const look = 500;

/** Signs out, after asking if this browser holds changes that the server does not have. */
export function useSignOut(): { ask: () => void; dialog: React.ReactNode } {
  const { id } = useActor();
  const [asking, setAsking] = useState(false);
  const [, start] = useTransition();
  const leave = () => start(signOut);
  return {
    ask: () => void listWaiting(id).then((waiting) => (waiting.length > 0 ? setAsking(true) : leave())),
    dialog: asking && <SignOutDialog close={() => setAsking(false)} leave={leave} />,
  };
}

function SignOutDialog({ close, leave }: { close: () => void; leave: () => void }) {
  const { id: personId } = useActor();
  const key = useUnsentKey();
  const [changes, setChanges] = useState<number | null>(null);
  const [patient, setPatient] = useState(false);

  useEffect(() => {
    const count = async () =>
      setChanges((await listWaiting(personId)).reduce((sum, waiting) => sum + waiting.changes, 0));
    void count();
    const timer = setInterval(() => void count(), look);
    return () => clearInterval(timer);
  }, [personId]);
  useEffect(() => {
    if (patient && changes === 0) leave();
  }, [patient, changes, leave]);

  const words = changes === 1 ? "1 change" : `${changes ?? "Some"} changes`;
  return (
    <Dialog opened onClose={close} title="Sign out with unsaved changes?">
      <Text role="status">
        {changes === 0
          ? "Everything is saved."
          : `${words} on this computer have not been saved yet. They stay here, encrypted, until you sign in again on this computer; nobody else can read them.`}
      </Text>
      <DialogFoot>
        <Button variant="subtle" color="red" onClick={() => void discardAll(personId).then(leave)}>
          Discard and sign out
        </Button>
        <Button variant="default" onClick={() => void download(personId, key)}>
          Download
        </Button>
        <Button variant="filled" data-autofocus loading={patient && changes !== 0} onClick={() => setPatient(true)}>
          {changes === 0 ? "Sign out" : "Sign out when saved"}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

/** One text file with every story as it is in this browser. */
async function download(personId: string, key: string): Promise<void> {
  const texts = await Promise.all((await readUnsent(personId, key)).map(recordText));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([texts.join("\n\n* * *\n\n")], { type: "text/plain" }));
  link.download = "unsent.txt";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
