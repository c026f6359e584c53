// The request that is being answered, so that the log lines about it can be found.
import { AsyncLocalStorage } from "node:async_hooks";
import { newId } from "./ids.ts";
import { shared } from "./process.ts";

function requestIds(): AsyncLocalStorage<string> {
  const state = shared();
  state.requestIds ??= new AsyncLocalStorage();
  return state.requestIds;
}

/** @param sent the header X-Request-Id, by which a proxy names the request in its own log; anything unusual is replaced */
export const requestIdFrom = (sent: string | string[] | undefined): string =>
  typeof sent === "string" && /^[\w.:-]{8,64}$/.test(sent) ? sent : newId();

/** All that `work` logs, also after it has returned, names the request. */
export const withRequestId = <T>(id: string, work: () => T): T => requestIds().run(id, work);

/** Undefined outside a request, as in jobs. */
export const currentRequestId = (): string | undefined => requestIds().getStore();
