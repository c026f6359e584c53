"use client";
import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { endAllOtherSessions, endSessionOf } from "#lib/auth/session-actions.ts";
import type { SessionRow } from "#lib/auth/session-data.ts";
import forms from "../forms.module.css";
import { useTimes } from "../newsroom-context.tsx";
import { Problem } from "../problem.tsx";
import { useServerAction } from "../use-server-action.ts";
import { When } from "../when.tsx";
import classes from "./account.module.css";

const methods: Record<SessionRow["method"], string> = {
  PASSWORD: "with a password",
  LINK: "with a link",
  PASSKEY: "with a passkey",
  PROVIDER: "with a sign-in provider",
};

/** The browsers in which one is signed in, and buttons that end their sessions. */
export function SessionsPanel({ sessions }: { sessions: SessionRow[] }) {
  const one = useServerAction(endSessionOf);
  const others = useServerAction(endAllOtherSessions);
  const times = useTimes();
  return (
    <section className={forms.form} aria-labelledby="sessions-title">
      <h2 id="sessions-title">Sessions</h2>
      <p className="dim">
        The browsers in which you are signed in. A session ends 30 days after its last use, and after 90 days at the
        latest. If you do not recognise one, end it and change your password.
      </p>
      <ul className={classes.list}>
        {sessions.map(({ handle, browser, network, method, createdAt, lastSeenAt, endsAt, isCurrent }) => (
          <li key={handle}>
            <div className={classes.what}>
              <span>
                <b>{browser || "Unknown browser"}</b>
                {isCurrent && <span className={classes.mark}>This browser</span>}
              </span>
              <span className="dim">
                {network ? `Network ${network}` : "Network not known"} · last used <When at={lastSeenAt} isAgo />
              </span>
              <span className="dim">
                Signed in {methods[method]} on {times.date(new Date(createdAt))}, ends by {times.date(new Date(endsAt))}
              </span>
            </div>
            {!isCurrent && (
              <Button
                loading={one.pending}
                aria-label={`End session: ${browser || "Unknown browser"}`}
                onClick={() => one.send({ handle }, () => notifications.show({ message: "Session ended" }))}
              >
                End
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Problem failure={one.failure ?? others.failure} />
      <Button
        loading={others.pending}
        disabled={sessions.every(({ isCurrent }) => isCurrent)}
        onClick={() => others.send({}, () => notifications.show({ message: "All other sessions have ended" }))}
      >
        End all other sessions
      </Button>
    </section>
  );
}
