"use client";
import { Button } from "@mantine/core";
import { useState } from "react";
import { sendAgain, sendTestMessage } from "#lib/mail/actions.ts";
import type { MailProblem, MailStatus } from "#lib/mail/data.ts";
import { Problem } from "../problem.tsx";
import { useServerAction } from "../use-server-action.ts";
import { When } from "../when.tsx";
import classes from "./mail-panel.module.css";

/** Whether mail is set up, a test of it, and what could not be sent. */
export function MailPanel({ status }: { status: MailStatus }) {
  const { sender, counts, problems } = status;
  return (
    <section className={classes.panel} aria-label="Mail">
      {sender ? (
        <>
          <p>
            Mail is set up. It is sent from <b>{sender.name ? `${sender.name} <${sender.address}>` : sender.address}</b>{" "}
            through <b>{sender.server}</b>.
          </p>
          {!status.hasAddress && (
            <p className={classes.warning}>
              Links in mails lead to {status.origin}, which works on this server only. Set GALLEY_URL to the public
              address and restart Galley.
            </p>
          )}
          <TestMessage />
        </>
      ) : (
        <p>
          Mail is not set up, so Galley sends none. You pass on invitations and password reset links yourself; each is
          shown when you create it under People. To set it up, start Galley with GALLEY_SMTP_URL and GALLEY_MAIL_FROM.
        </p>
      )}
      {(sender || problems.length > 0) && (
        <>
          <h2>Last 30 days</h2>
          <p>
            {counts.sent.toLocaleString("en-GB")} sent, {counts.queued.toLocaleString("en-GB")} waiting,{" "}
            {counts.failed.toLocaleString("en-GB")} failed.
          </p>
          {problems.length > 0 && (
            <ul className={classes.problems} aria-label="Messages that could not be sent">
              {problems.map((mail) => (
                <MailRow key={mail.id} mail={mail} />
              ))}
            </ul>
          )}
        </>
      )}
    </section>
  );
}

function TestMessage() {
  const { send, pending, failure } = useServerAction(sendTestMessage);
  const [result, setResult] = useState<{ to: string; error: string | null } | null>(null);
  const test = () => {
    setResult(null);
    send({}, setResult);
  };
  return (
    <div className={classes.test}>
      <Button onClick={test} loading={pending}>
        Send test message
      </Button>
      <div role="status">
        {result &&
          (result.error === null ? (
            <p className={classes.good}>The mail server took the message to {result.to}. Check that it arrives.</p>
          ) : (
            <p className={classes.warning}>The test message was not sent. {result.error}</p>
          ))}
      </div>
      <Problem failure={failure} />
    </div>
  );
}

function MailRow({ mail }: { mail: MailProblem }) {
  const { send, pending, failure } = useServerAction(sendAgain);
  const isFailed = mail.state === "FAILED";
  return (
    <li>
      <p>
        <b>{mail.subject}</b> to {mail.address}
      </p>
      <p className={classes.fate}>
        {isFailed ? "Failed" : "Waiting"}, {mail.attempts === 1 ? "1 attempt" : `${mail.attempts} attempts`}, written{" "}
        <When at={mail.createdAt} />
        {!isFailed && (
          <>
            , next attempt <When at={mail.dueAt} />
          </>
        )}
      </p>
      {mail.lastError && <p>{mail.lastError}</p>}
      {isFailed && !mail.isSecret && (
        <Button size="compact-sm" loading={pending} onClick={() => send({ mailId: mail.id })}>
          Send again
        </Button>
      )}
      {isFailed && mail.isSecret && (
        <p className={classes.fate}>Its link was removed. Create a new one to send it again.</p>
      )}
      <Problem failure={failure} />
    </li>
  );
}
