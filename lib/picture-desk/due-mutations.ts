// What happens to pictures by the clock: their use ends or begins, reminders before an end, the end of the trash.

import { SYSTEM } from "../actor.ts";
import { sendNotice } from "../notices/mutations.ts";
import { appClient, type Transaction, transaction } from "../postgres/app.ts";
import { isHiddenSql } from "../rights/data.ts";
import { havingPrivilege, readFacts } from "../roles/data.ts";
import { applyRights, lockPicture, type RightsApplied, record } from "./mutations.ts";

export type PicturePerformed = RightsApplied & { id: string; lateMs: number };

/**
 * Takes one picture whose use ended or began, or which left the trash, and which no other node holds, and applies that: once, in one transaction. Null when there
 * is none.
 */
export const applyNextDuePicture = (): Promise<PicturePerformed | null> =>
  transaction(async (tx) => {
    const [due] = await tx.$queryRaw<{ id: string; lateMs: number | null }[]>`
      select id::text, (extract(epoch from (clock_timestamp() -
        case when hidden_at is null then usable_until else usable_from end)) * 1000)::float8 as "lateMs"
      from picture
      where (hidden_at is null and usable_until <= statement_timestamp())
        or (hidden_at is not null and not ${isHiddenSql})
      order by coalesce(usable_until, usable_from) limit 1 for update skip locked`;
    if (!due) return null;
    const picture = await lockPicture(tx, due.id);
    const applied = await applyRights(tx, picture);
    const action = applied.change === "HIDDEN" ? "picture.expired" : "picture.usable";
    // One that was uploaded again left the trash, which is recorded already.
    if (due.lateMs !== null) await record(tx, SYSTEM, action, picture, { stories: applied.storyCount });
    if (applied.change === "HIDDEN" && applied.storyCount > 0)
      await notifyDesk(tx, { id: due.id, fileName: picture.fileName }, "PICTURE_HIDDEN", {
        key: `picture-hidden ${due.id} ${Date.now()}`,
        text: `${picture.fileName}: its end date has passed. Readers no longer see it in ${inStories(applied.storyCount)}.`,
      });
    return { ...applied, id: due.id, lateMs: due.lateMs ?? 0 };
  });

/** ms until the use of a picture ends or begins, by the database's clock; 0 when it is already, null when nothing is due. */
export async function msUntilNextDuePicture(): Promise<number | null> {
  const [row] = await appClient().$queryRaw<{ ms: number | null }[]>`
    select (extract(epoch from (least(
      (select min(usable_until) from picture where hidden_at is null and usable_until is not null),
      (select min(coalesce(usable_from, clock_timestamp())) from picture
        where hidden_at is not null and withdrawn_at is null and trashed_at is null
          and coalesce(usable_until > clock_timestamp(), true))
    ) - clock_timestamp())) * 1000)::float8 as ms`;
  return row?.ms == null ? null : Math.max(0, row.ms);
}

const dayMs = 86_400_000;
/** How long before an end the picture desk is reminded; the key of each reminder. */
const reminders = [
  { name: "day", ms: dayMs },
  { name: "week", ms: 7 * dayMs },
] as const;

/** Reminds the picture desk a week and a day before the end of a picture that published stories show; once for each end date. */
export const remindOfPictureEnds = (now = new Date()): Promise<void> =>
  transaction(async (tx) => {
    const ending = await tx.$queryRaw<{ id: string; fileName: string; until: Date; stories: number }[]>`
      select p.id::text, p.file_name as "fileName", p.usable_until as until, count(*)::int as stories
      from picture p join (
        select picture_id from live_picture union all select picture_id from live_page_picture
      ) shown on shown.picture_id = p.id
      where p.hidden_at is null and p.usable_until > ${now} and p.usable_until <= ${new Date(now.getTime() + 7 * dayMs)}
      group by p.id order by p.usable_until limit 500`;
    for (const { id, fileName, until, stories } of ending) {
      const left = until.getTime() - now.getTime();
      const name = reminders.find(({ ms }) => left <= ms)?.name;
      await notifyDesk(tx, { id, fileName }, "PICTURE_ENDING", {
        key: `picture-ending ${name} ${id} ${until.toISOString()}`,
        text: `${fileName} may be used until ${until.toISOString().slice(0, 16).replace("T", " ")} UTC. ${stories === 1 ? "One published story or page shows" : `${stories} published stories and pages show`} it. Replace it, or enter a later date if the rights were extended.`,
      });
    }
  });

const inStories = (count: number): string =>
  count === 1 ? "one published story or page" : `${count} published stories and pages`;

type Message = { key: string; text: string };

/** A notice to all editors and admins, about the newest published story that shows the picture. */
async function notifyDesk(
  tx: Transaction,
  { id }: { id: string; fileName: string },
  kind: "PICTURE_ENDING" | "PICTURE_HIDDEN",
  message: Message,
): Promise<void> {
  const [shown] = await tx.$queryRaw<{ id: string }[]>`
    select s.id::text from story s where s.publication = 'LIVE' and s.id in (
      select story_id from live_picture where picture_id = ${id}::uuid
      union select story_id from live_page_picture where picture_id = ${id}::uuid)
    order by s.published_at desc limit 1`;
  if (!shown) return;
  const story = await tx.story.findUniqueOrThrow({
    where: { id: shown.id },
    select: { id: true, headline: true, ...readFacts },
  });
  const desk = await tx.person.findMany({
    where: { state: "ACTIVE", ...havingPrivilege("pictures") },
    select: { id: true },
  });
  await sendNotice(tx, SYSTEM, { kind, story, to: desk.map((person) => person.id), ...message });
}
