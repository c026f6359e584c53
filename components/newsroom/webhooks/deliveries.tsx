"use client";
import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useEffect } from "react";
import { replayDelivery } from "#lib/webhooks/actions.ts";
import { eventNames } from "#lib/webhooks/policy.ts";
import type { DeliveryRow } from "#lib/webhooks/types.ts";
import { explain } from "../messages.ts";
import { useServerAction } from "../use-server-action.ts";
import { When } from "../when.tsx";
import classes from "./webhooks.module.css";

function stateOf({ succeededAt, nextTryAt, attempts }: DeliveryRow): string {
  if (succeededAt) return "Delivered";
  if (nextTryAt) return attempts === 0 ? "Waiting" : "Failed, retrying";
  return "Failed";
}

const answerOf = ({ lastStatus }: DeliveryRow): string => (lastStatus === 0 ? "No answer" : `Answer ${lastStatus}`);

function Replay({ delivery }: { delivery: DeliveryRow }) {
  const { send, pending, failure } = useServerAction(replayDelivery);
  useEffect(() => {
    if (failure) notifications.show({ message: explain(failure), color: "red", autoClose: 10_000 });
  }, [failure]);
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={pending}
      aria-label={`Send again: ${delivery.headline || "story without a headline"}`}
      onClick={() =>
        send({ deliveryId: delivery.id }, () =>
          notifications.show({ message: "It will be sent again within half a minute." }),
        )
      }
    >
      Send again
    </Button>
  );
}

/** What a webhook was sent, and what the receiver answered. */
export function Deliveries({ deliveries, isDisabled }: { deliveries: DeliveryRow[]; isDisabled: boolean }) {
  if (deliveries.length === 0) return <p className={classes.none}>Nothing was sent yet.</p>;
  return (
    <ul className={classes.deliveries} aria-label="Deliveries">
      {deliveries.map((delivery) => (
        <li key={delivery.id}>
          <details className={classes.delivery}>
            <summary>
              <span className={classes.event}>{eventNames[delivery.event as keyof typeof eventNames]}</span>
              <span className={classes.headline}>{delivery.headline || "Story without a headline"}</span>
              <span className={delivery.succeededAt || delivery.attempts === 0 ? "dim" : classes.bad}>
                {stateOf(delivery)}
              </span>
              <span className="dim">
                <When at={delivery.at} />
              </span>
            </summary>
            <div className={classes.detail}>
              <h3>Request</h3>
              <pre>{delivery.body ? indented(delivery.body) : "Made at the first attempt."}</pre>
              {delivery.lastAt && (
                <>
                  <h3>
                    {answerOf(delivery)}, {delivery.lastMs.toLocaleString("en-GB")} ms
                    {delivery.attempts > 0 && `, attempt ${delivery.attempts}`}
                  </h3>
                  <pre>{delivery.lastAnswer || "The answer was empty."}</pre>
                </>
              )}
              {delivery.nextTryAt && delivery.attempts > 0 && !isDisabled && (
                <p>
                  Next attempt: <When at={delivery.nextTryAt} />
                </p>
              )}
              {!isDisabled && <Replay delivery={delivery} />}
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
}

const indented = (json: string): string => JSON.stringify(JSON.parse(json), null, 2);
