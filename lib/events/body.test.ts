import { expect, test } from "vitest";
import { eventBody } from "./body.ts";
import type { Sink } from "./stream.ts";

/** A stream of events, as a producer would keep it. */
function openBody() {
  const state = { sink: null as Sink | null, closeCount: 0 };
  const body = eventBody((sink) => {
    state.sink = sink;
    return {
      close: () => {
        state.closeCount++;
        sink.close();
      },
    };
  });
  return { state, body };
}
const tenKilobytes = "x".repeat(10_000);

test("events arrive in their order until the stream is closed", async () => {
  const { state, body } = openBody();
  for (const text of ["one ", "two ", "three"]) state.sink?.write(text);
  state.sink?.close();
  expect(await new Response(body).text()).toBe("one two three");
});

test("a stream that its browser does not read is closed after a megabyte", () => {
  const { state } = openBody();
  for (let count = 0; count < 99; count++) state.sink?.write(tenKilobytes);
  expect(state.closeCount).toBe(0);
  for (let count = 0; count < 5; count++) state.sink?.write(tenKilobytes);
  expect(state.closeCount).toBeGreaterThan(0);
});

test("a stream that its browser reads is never too far behind", async () => {
  const { state, body } = openBody();
  const reader = body.getReader();
  for (let count = 0; count < 300; count++) {
    state.sink?.write(tenKilobytes);
    expect((await reader.read()).value?.byteLength).toBe(10_000);
  }
  expect(state.closeCount).toBe(0);
  await reader.cancel();
  expect(state.closeCount).toBe(1);
});
