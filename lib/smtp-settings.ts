// The values of GALLEY_SMTP_URL and GALLEY_MAIL_FROM.
import * as z from "zod";

export type SmtpServer = {
  host: string;
  port: number;
  /** TLS from the first byte (smtps), required before anything is said (STARTTLS), used where offered, or never. */
  tls: "implicit" | "required" | "offered" | "off";
  user: string | undefined;
  password: string | undefined;
};

/** `name` is empty where only an address was given. */
export type MailSender = { name: string; address: string };

const urlShape = "must look like smtps://user:password@mail.example.org or smtp://mail.example.org:587";

/** This machine: there is nobody on the way, and its certificate is usually one that it signed itself. */
export const isLoopback = (host: string): boolean => /^(?:localhost|127(?:\.\d+){3}|::1)$/i.test(host);

/** A percent sign that belongs to a password may come unescaped. */
function decoded(text: string): string | undefined {
  if (text === "") return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export const smtpUrl = z.string().transform((value, context): SmtpServer => {
  const refuse = (message: string): never => {
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  };
  const url = URL.canParse(value) ? new URL(value) : null;
  if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === "" || !/^\/?$/.test(url.pathname))
    return refuse(urlShape);
  const isImplicit = url.protocol === "smtps:";
  const host = decoded(url.hostname)?.replace(/^\[(.*)\]$/, "$1") ?? "";
  const user = decoded(url.username);
  const password = decoded(url.password);
  if ((user === undefined) !== (password === undefined)) return refuse("must name both user and password, or neither");
  const asked = url.searchParams.get("tls");
  if (
    [...url.searchParams.keys()].some((key) => key !== "tls") ||
    (asked !== null && !/^(?:required|off)$/.test(asked))
  )
    return refuse("may end in ?tls=required or ?tls=off, and in nothing else");
  if (isImplicit && asked === "off")
    return refuse("starts with smtps://, which always uses TLS: use smtp:// with ?tls=off");
  return {
    host,
    port: Number(url.port) || (isImplicit ? 465 : 587),
    tls: isImplicit
      ? "implicit"
      : // A password must not be sent where anybody on the way could read it.
        ((asked as "required" | "off" | null) ?? (user !== undefined && !isLoopback(host) ? "required" : "offered")),
    user,
    password,
  };
});

const addressSchema = z.email();

/** "The Ledger <news@example.org>", or the address alone. */
export const mailFrom = z.string().transform((value, context): MailSender => {
  const [, quoted, bare, named] = /^\s*(?:"([^"]*)"|([^"<>]*?))\s*<([^<>]*)>\s*$/.exec(value) ?? [];
  const address = (named ?? value).trim();
  const name = (quoted ?? bare ?? "").trim();
  if (addressSchema.safeParse(address).success && !/\p{Cc}/u.test(name)) return { name, address };
  context.addIssue({ code: "custom", message: "must look like: The Ledger <news@example.org>" });
  return z.NEVER;
});
