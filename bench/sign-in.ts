// `npm run bench:sign-in`: whether the time of a refused sign-in says that an address has an account. Prints how long
// refusals take for accounts, for accounts without a password and for addresses without an account, and tests
// whether they differ. TRIES sets how many of each; exits with 1 if they do.
import { signInWithPassword } from "#lib/auth/mutations.ts";
import { hashPassword } from "#lib/auth/password.ts";
import { createPerson } from "#prisma/factories.ts";
import { withDatabase } from "./database.ts";
import { kolmogorovSmirnov, mannWhitney } from "./two-samples.ts";

const tries = Number(process.env.TRIES ?? 500);
/** Below it a difference is not put down to chance. */
const significance = 0.01;
/** Far fewer for each address than the limit of an account, so that no try is refused early. */
const triesOfAddress = 100;

let network = 0;
/** Every try comes from a network of its own: limits are not what is measured. */
const nextAddress = () => `10.${(network >> 8) & 255}.${network++ & 255}.1`;

async function timeOf(email: string): Promise<number> {
  const began = performance.now();
  const code = await signInWithPassword({ email, password: "not the password" }, nextAddress()).then(
    () => "done",
    (error: { code?: string }) => error.code,
  );
  const took = performance.now() - began;
  if (code !== "WRONG_PASSWORD") throw new Error(`sign-in of ${email} answered ${code}`);
  return took;
}

function row(times: number[]) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => Number(sorted[Math.floor((sorted.length - 1) * share)]?.toFixed(2));
  return { tries: times.length, p5: at(0.05), p25: at(0.25), p50: at(0.5), p75: at(0.75), p95: at(0.95), max: at(1) };
}

await withDatabase(async () => {
  const passwordHash = await hashPassword("correct-horse-battery");
  const addresses = Math.ceil(tries / triesOfAddress);
  const emails: Record<string, string[]> = { account: [], "without a password": [], "no account": [] };
  for (let at = 0; at < addresses; at++) {
    emails.account?.push((await createPerson("REPORTER", { passwordHash })).email);
    emails["without a password"]?.push((await createPerson("REPORTER")).email);
    emails["no account"]?.push(`nobody-${at}@example.org`);
  }
  const times: Record<string, number[]> = {};
  const order = Object.keys(emails).flatMap((kind) => Array.from({ length: tries }, () => kind));
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(Math.random() * (at + 1));
    [order[at], order[other]] = [order[other] ?? "", order[at] ?? ""];
  }
  for (const list of Object.values(emails)) for (const email of list) await timeOf(email); // warms up, makes the rows
  for (const kind of order) {
    times[kind] ??= [];
    const list = emails[kind] ?? [];
    times[kind].push(await timeOf(list[times[kind].length % list.length] ?? ""));
  }
  console.log("Milliseconds until a wrong password is refused");
  console.table(Object.fromEntries(Object.entries(times).map(([kind, list]) => [kind, row(list)])));
  const none = times["no account"] ?? [];
  const verdicts = ["account", "without a password"].map((kind) => {
    const ranks = mannWhitney(times[kind] ?? [], none);
    const shape = kolmogorovSmirnov(times[kind] ?? [], none);
    return [
      `${kind} against no account`,
      {
        "Mann-Whitney p": Number(ranks.p.toFixed(3)),
        "slower in": `${(ranks.larger * 100).toFixed(1)} % of pairs`,
        "Kolmogorov-Smirnov p": Number(shape.p.toFixed(3)),
        distance: Number(shape.distance.toFixed(3)),
        differs: ranks.p < significance || shape.p < significance,
      },
    ] as const;
  });
  console.table(Object.fromEntries(verdicts));
  if (verdicts.some(([, verdict]) => verdict.differs)) process.exitCode = 1;
});
