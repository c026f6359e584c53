import { Prisma } from "../postgres/app.ts";

/** Whether the paper may pass a picture on: its own, and what a licence lets everybody use, without any limit. A condition on a row of `picture`. */
export const mayPassOnSql = Prisma.sql`(rights in ('STAFF', 'CREATIVE_COMMONS') and usable_until is null and uses_allowed is null
  and territory = '' and withdrawn_at is null and trashed_at is null and coalesce(usable_from <= clock_timestamp(), true))`;
