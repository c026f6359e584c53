"use client";
import { Button } from "@mantine/core";
import { handleReport, reopenReport } from "#lib/reports/actions.ts";
import { Problem } from "../problem.tsx";
import { useServerAction } from "../use-server-action.ts";

/** @param headline names the report for screen readers */
export function HandleReport(props: { reportId: string; isHandled: boolean; headline: string }) {
  const { reportId, isHandled, headline } = props;
  const { send, pending, failure } = useServerAction(isHandled ? reopenReport : handleReport);
  const name = isHandled ? "Reopen" : "Mark as resolved";
  return (
    <>
      <Problem failure={failure} />
      <Button
        size="xs"
        variant="default"
        loading={pending}
        aria-label={`${name}: ${headline}`}
        onClick={() => send({ reportId })}
      >
        {name}
      </Button>
    </>
  );
}
