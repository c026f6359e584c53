"use client";
import { ActionIcon, Button, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { useState } from "react";
import {
  demandNewPassword,
  inviteAgain,
  makeResetLink,
  reactivate,
  setRole,
  signOutPerson,
  suspend,
  takeOffSecondFactor,
} from "#lib/people/actions.ts";
import type { PersonRow } from "#lib/people/data.ts";
import { personVerbs, roleInSentence } from "#lib/people/policy.ts";
import type { RoleChoice as Choice } from "#lib/people/role-data.ts";
import { CopyLink } from "./copy-link.tsx";
import { Confirm, Dialog, DialogFoot } from "./dialog.tsx";
import { lazyPart } from "./lazy-part.tsx";
import { useActor } from "./newsroom-context.tsx";
import { Problem } from "./problem.tsx";
import { RoleChoice } from "./role-choice.tsx";
import { useServerAction } from "./use-server-action.ts";

const HandOverDialog = lazyPart("The dialog", () =>
  import("./hand-over-dialog.tsx").then((part) => part.HandOverDialog),
);

const ExportDialog = lazyPart("The dialog", () =>
  import("./personal-data-dialogs.tsx").then((part) => part.ExportDialog),
);
const EraseDialog = lazyPart("The dialog", () =>
  import("./personal-data-dialogs.tsx").then((part) => part.EraseDialog),
);

type Open =
  | "role"
  | "password"
  | "sessions"
  | "factor"
  | "work"
  | "export"
  | "erase"
  | "suspend"
  | "reactivate"
  | "reset"
  | "invitation"
  | null;

/** The actions of an admin on a person. */
export function PersonMenu({ person, choices }: { person: PersonRow; choices: readonly Choice[] }) {
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const isMyself = useActor().id === person.id;
  return (
    <>
      <Menu width={220}>
        <Menu.Target>
          <ActionIcon aria-label={`Actions for ${person.name}`}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setOpen("role")}>Change role</Menu.Item>
          {personVerbs.renewInvitation(person) && (
            <Menu.Item onClick={() => setOpen("invitation")}>New invitation link</Menu.Item>
          )}
          {personVerbs.issueReset(person) && (
            <Menu.Item onClick={() => setOpen("reset")}>Password reset link</Menu.Item>
          )}
          {personVerbs.demandPassword(person) && (
            <Menu.Item onClick={() => setOpen("password")}>Demand a new password</Menu.Item>
          )}
          {personVerbs.endSessions(person) && person.sessions > 0 && (
            <Menu.Item onClick={() => setOpen("sessions")}>End all sessions</Menu.Item>
          )}
          {personVerbs.removeSecondFactor(person) && person.hasSecondFactor && (
            <Menu.Item onClick={() => setOpen("factor")}>Remove second factor</Menu.Item>
          )}
          <Menu.Item onClick={() => setOpen("work")}>Hand over open work</Menu.Item>
          <Menu.Item onClick={() => setOpen("export")}>Download personal data</Menu.Item>
          <Menu.Divider />
          {personVerbs.reactivate(person) ? (
            <Menu.Item onClick={() => setOpen("reactivate")}>Reactivate</Menu.Item>
          ) : (
            <Menu.Item c="var(--down)" onClick={() => setOpen("suspend")}>
              Suspend
            </Menu.Item>
          )}
          {!isMyself && (
            <Menu.Item c="var(--down)" onClick={() => setOpen("erase")}>
              Erase personal data
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <RoleDialog choices={choices} person={person} opened={open === "role"} onClose={close} />
      <AccessDialog person={person} act="password" opened={open === "password"} onClose={close} />
      <AccessDialog person={person} act="sessions" opened={open === "sessions"} onClose={close} />
      <AccessDialog person={person} act="factor" opened={open === "factor"} onClose={close} />
      {open === "work" && <HandOverDialog person={person} close={close} />}
      {open === "export" && <ExportDialog person={person} close={close} />}
      {open === "erase" && <EraseDialog person={person} close={close} onHandOver={() => setOpen("work")} />}
      <SuspendDialog person={person} opened={open === "suspend"} onClose={close} />
      <ReactivateDialog person={person} opened={open === "reactivate"} onClose={close} />
      <LinkDialog person={person} kind="reset" opened={open === "reset"} onClose={close} />
      <LinkDialog person={person} kind="invitation" opened={open === "invitation"} onClose={close} />
    </>
  );
}

type DialogProps = { person: PersonRow; opened: boolean; onClose: () => void };

function RoleDialog({ choices, person, opened, onClose }: DialogProps & { choices: readonly Choice[] }) {
  const now: string = person.customRole?.id ?? person.role;
  const [role, choose] = useState(now);
  const chosen = choices.find(({ value }) => value === role);
  const { send, pending, failure } = useServerAction(setRole);
  return (
    <Dialog opened={opened} onClose={onClose} title={`Role of ${person.name}`}>
      <RoleChoice choices={choices} value={role} onChange={choose} />
      <Problem failure={failure} />
      <DialogFoot note="Takes effect immediately.">
        <Button onClick={onClose}>Cancel</Button>
        <Button
          variant="filled"
          loading={pending}
          disabled={role === now}
          onClick={() => send({ personId: person.id, role }, onClose)}
        >
          Make {chosen?.inSentence}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

/** What happens to the access of a person, without taking it away. */
const accessActs = {
  password: {
    action: demandNewPassword,
    question: "Demand a new password of",
    verb: "Demand",
    about: (name: string) =>
      `${name} has to choose another password before doing anything else. Unsaved text stays in their browser.`,
  },
  sessions: {
    action: signOutPerson,
    question: "End all sessions of",
    verb: "End sessions",
    about: (name: string) =>
      `${name} is signed out everywhere, and can sign in again. Demand a new password as well if somebody else may know it.`,
  },
  factor: {
    action: takeOffSecondFactor,
    question: "Remove the second factor of",
    verb: "Remove",
    about: (name: string) =>
      `For somebody who has lost their phone, passkeys and recovery codes. Make sure that ${name} asks you for it. The password alone then signs them in, until they set up another second factor.`,
  },
};

function AccessDialog({ person, act, opened, onClose }: DialogProps & { act: keyof typeof accessActs }) {
  const { action, question, verb, about } = accessActs[act];
  const { send, pending, failure } = useServerAction<{ personId: string }, unknown>(action);
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      question={`${question} ${person.name}?`}
      verb={verb}
      danger={act !== "password"}
      pending={pending}
      failure={failure}
      onConfirm={() => send({ personId: person.id }, onClose)}
    >
      <p>{about(person.name)}</p>
    </Confirm>
  );
}

function SuspendDialog({ person, opened, onClose }: DialogProps) {
  const myself = useActor().id === person.id;
  const { send, pending, failure } = useServerAction(suspend);
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      question={`Suspend ${person.name}?`}
      verb="Suspend"
      danger
      pending={pending}
      failure={failure}
      onConfirm={() => send({ personId: person.id }, onClose)}
    >
      {myself && <p>This is your own account. You will be signed out, and another admin will have to reactivate it.</p>}
      <p>
        {person.name} will be signed out everywhere and cannot sign in again. Stories and bylines are not affected. You
        can reactivate the account at any time.
      </p>
    </Confirm>
  );
}

function ReactivateDialog({ person, opened, onClose }: DialogProps) {
  const { send, pending, failure } = useServerAction(reactivate);
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      question={`Reactivate ${person.name}?`}
      verb="Reactivate"
      pending={pending}
      failure={failure}
      onConfirm={() => send({ personId: person.id }, onClose)}
    >
      <p>
        {person.name} can sign in again as {roleInSentence(person)}.
      </p>
    </Confirm>
  );
}

const links = {
  reset: {
    action: makeResetLink,
    title: "Password reset link",
    before: "Creates a link for choosing a new password. It can be used once and expires after one day.",
    after: "Send it yourself. It is shown only once, and anyone who has it can take over the account.",
    mailed: null,
    label: "Reset link",
  },
  invitation: {
    action: inviteAgain,
    title: "New invitation link",
    before: "Creates a new link that can be used once and expires after seven days. The earlier link stops working.",
    after: "Send it yourself. It is shown only once.",
    mailed: "It was mailed. If it does not arrive, send it yourself. It is shown only once.",
    label: "Invitation",
  },
};

function LinkDialog({ person, kind, opened, onClose }: DialogProps & { kind: keyof typeof links }) {
  const { action, title, before, after, mailed, label } = links[kind];
  const [made, setMade] = useState<{ link: string; isMailed: boolean } | null>(null);
  const link = made?.link;
  const { send, pending, failure } = useServerAction(action);
  const close = () => {
    setMade(null);
    onClose();
  };
  return (
    <Dialog opened={opened} onClose={close} title={`${title}: ${person.name}`}>
      <p>{!made ? before : made.isMailed && mailed ? mailed : after}</p>
      {link && <CopyLink label={label} link={link} />}
      <Problem failure={failure} />
      <DialogFoot>
        <Button onClick={close}>{link ? "Done" : "Cancel"}</Button>
        {!link && (
          <Button variant="filled" loading={pending} onClick={() => send({ personId: person.id }, setMade)}>
            Create link
          </Button>
        )}
      </DialogFoot>
    </Dialog>
  );
}
