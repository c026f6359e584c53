import { expect, test } from "vitest";
import { quickTimes } from "./quick-times.ts";

const at = (iso: string, slots = "", zone = "Europe/Berlin") =>
  quickTimes(new Date(iso), zone, slots).map(({ name, wall }) => `${name} = ${wall}`);

test("offers an hour from now, rounded up to a minute, and tomorrow morning on the newsroom's clock", () => {
  expect(at("2026-11-28T22:59:30Z")).toEqual(["In 1 hour = 2026-11-29T01:00", "Tomorrow 06:00 = 2026-11-29T06:00"]);
  // In Auckland it is the next day already.
  expect(at("2026-11-28T22:59:30Z", "", "Pacific/Auckland")[1]).toBe("Tomorrow 06:00 = 2026-11-30T06:00");
});

test("offers the next of each of the paper's slots, in order and each once", () => {
  expect(at("2026-11-28T12:00:00Z", "17:30, 06:00, 12:00")).toEqual([
    "In 1 hour = 2026-11-28T14:00",
    "Today 17:30 = 2026-11-28T17:30",
    "Tomorrow 06:00 = 2026-11-29T06:00",
    "Tomorrow 12:00 = 2026-11-29T12:00",
  ]);
});

test("counts an hour of real time where the clocks change", () => {
  expect(at("2027-03-28T00:30:00Z")[0]).toBe("In 1 hour = 2027-03-28T03:30");
  expect(at("2026-10-25T00:30:00Z")[0]).toBe("In 1 hour = 2026-10-25T02:30");
});
