import { expect, test } from "vitest";
import type { NoticeRow } from "#lib/inbox/types.ts";
import { newestPosition, planNotifications } from "./plan.ts";

const notice = (minute: number, given: Partial<NoticeRow> = {}): NoticeRow => ({
  id: `id-${minute}`,
  kind: "SENT_BACK",
  by: "Lena Brandt",
  story: { id: "s1", headline: "Harbour plans" },
  threadId: null,
  excerpt: "Which source?",
  at: `2031-05-01T12:0${minute}:00.000Z`,
  readAt: null,
  ...given,
});
const none = newestPosition([]);

test("a notification says who did what on which story and leads to it", () => {
  expect(planNotifications([notice(1)], none)).toEqual([
    {
      title: "Lena Brandt sent back “Harbour plans”",
      body: "Which source?",
      href: "/desk/stories/s1",
      tag: "galley:id-1",
    },
  ]);
});

test("a notification about a comment leads to its conversation", () => {
  expect(planNotifications([notice(1, { kind: "REPLIED", threadId: "t1" })], none)[0]?.href).toBe(
    "/desk/stories/s1?thread=t1",
  );
});

test("a notice is shown once, and a later one after it", () => {
  const first = [notice(1)];
  const since = newestPosition(first);
  expect(planNotifications(first, since)).toEqual([]);
  expect(planNotifications([notice(2), ...first], since).map(({ tag }) => tag)).toEqual(["galley:id-2"]);
});

test("an older unread notice is not shown when a newer one is read", () => {
  expect(planNotifications([notice(1)], newestPosition([notice(2), notice(1)]))).toEqual([]);
});

test("more than three new notices become one notification that leads to the inbox", () => {
  const rows = [4, 3, 2, 1].map((minute) => notice(minute));
  expect(planNotifications(rows, none)).toEqual([
    { title: "4 new notices", body: "Harbour plans", href: "/desk/inbox?show=unread", tag: "galley:inbox" },
  ]);
  expect(planNotifications(rows.slice(1), none).map(({ tag }) => tag)).toEqual([
    "galley:id-1",
    "galley:id-2",
    "galley:id-3",
  ]);
});
