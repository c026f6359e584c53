// One message to the mail server, over one connection, within a limit of time.
import MailComposer from "nodemailer/lib/mail-composer/index.js";
import SMTPConnection from "nodemailer/lib/smtp-connection/index.js";
import { isLoopback, type MailSender, type SmtpServer } from "../smtp-settings.ts";
import type { Composed } from "./compose.ts";
import { attemptMs } from "./policy.ts";
import type { SendOutcome } from "./types.ts";

export type Message = Composed & {
  id: string;
  date: Date;
  from: MailSender;
  to: { name: string; address: string };
  /** Full address that stops this kind of message by one POST (RFC 8058); null for what is not a notice. */
  unsubscribe: string | null;
};

type SmtpError = { code?: string; command?: string; responseCode?: number; response?: string; message: string };
type Stage = "connect" | "sign in" | "send";

/** The same for each attempt of a message, so that mail programs show a second copy only once. */
export const messageIdOf = (id: string, from: MailSender): string =>
  `<${id}@${from.address.split("@")[1] ?? "localhost"}>`;

/** The message as RFC 5322 text. nodemailer encodes names and folds headers; it opens neither files nor addresses. */
export function buildMessage(message: Message): Promise<Buffer> {
  const { from, to, unsubscribe, language } = message;
  return new MailComposer({
    from,
    to: to.name === "" ? to.address : to,
    subject: message.subject,
    text: message.text,
    html: message.html,
    date: message.date,
    messageId: messageIdOf(message.id, from),
    headers: {
      "Auto-Submitted": "auto-generated",
      "Content-Language": language,
      ...(unsubscribe && {
        "List-Unsubscribe": `<${unsubscribe}>`,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      }),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
}

/**
 * Hands a message to the server. Never throws. "sent": the server has taken it. "refused": it never will. "failed": it
 * may next time; where the connection broke after the last byte, nobody knows whether it was taken.
 * @param limitMs the whole attempt; the connection is cut after it
 */
export async function sendMessage(server: SmtpServer, message: Message, limitMs = attemptMs): Promise<SendOutcome> {
  const raw = await buildMessage(message).catch((error: Error) => error);
  if (raw instanceof Error) return { kind: "refused", error: `The message could not be built: ${raw.message}` };
  let stage: Stage = "connect";
  const connection = new SMTPConnection({
    host: server.host,
    port: server.port,
    secure: server.tls === "implicit",
    requireTLS: server.tls === "required",
    ignoreTLS: server.tls === "off",
    tls: isLoopback(server.host) ? { rejectUnauthorized: false } : {},
    connectionTimeout: limitMs,
    greetingTimeout: limitMs,
    socketTimeout: limitMs,
    dnsTimeout: limitMs,
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      timer = setTimeout(() => reject(Object.assign(new Error("timeout"), { code: "ETIMEDOUT" })), limitMs);
      connection.on("error", reject);
      connection.on("end", () => reject(Object.assign(new Error("closed"), { code: "ECONNECTION" })));
      const send = () => {
        stage = "send";
        connection.send({ from: message.from.address, to: [message.to.address] }, raw, (error) =>
          error ? reject(error) : resolve(),
        );
      };
      connection.connect((failed) => {
        if (failed) return reject(failed);
        if (server.user === undefined || server.password === undefined) return send();
        stage = "sign in";
        connection.login({ credentials: { user: server.user, pass: server.password } }, (refused) =>
          refused ? reject(refused) : send(),
        );
      });
    });
    connection.quit();
    return { kind: "sent" };
  } catch (error) {
    connection.close();
    return judge(error as SmtpError, stage, server, message);
  } finally {
    clearTimeout(timer);
  }
}

/** A 5xx to the recipient or the message is final. One to our own sign-in or sender can be mended, so it is tried again. */
function judge(error: SmtpError, stage: Stage, server: SmtpServer, { from, to }: Message): SendOutcome {
  const { code = "", command = "", responseCode = 0 } = error;
  const host = `${server.host}:${server.port}`;
  const answer = error.response ? `: ${error.response}` : ".";
  if (code === "ETIMEDOUT")
    return failed(`The mail server ${host} did not answer in time. Check the host and port in GALLEY_SMTP_URL.`, stage);
  if (stage === "connect") return failed(reasonNotConnected(error, host, answer), stage);
  if (stage === "sign in")
    return failed(
      `The mail server ${host} did not accept the user name or password in GALLEY_SMTP_URL${answer}`,
      stage,
    );
  if (command === "MAIL FROM")
    return failed(`The mail server ${host} does not accept mail from ${from.address}${answer}`, stage);
  if (responseCode === 0)
    return failed(`The mail server ${host} closed the connection before it took the message.`, stage);
  const text =
    command === "RCPT TO"
      ? `The mail server ${host} refused the address ${to.address}${answer}`
      : `The mail server ${host} refused the message${answer}`;
  return responseCode >= 500 ? { kind: "refused", error: text } : failed(text, stage);
}

const failed = (error: string, stage: Stage): SendOutcome => ({
  kind: "failed",
  error,
  isServerAway: stage !== "send",
});

function reasonNotConnected({ code, command, message, response }: SmtpError, host: string, answer: string): string {
  if (code === "ETLS" || command === "STARTTLS")
    return `No secure connection to ${host} could be made (${response ?? message}). Check that the server offers TLS, or add ?tls=off to GALLEY_SMTP_URL.`;
  if (response) return `The mail server ${host} refused the connection${answer}`;
  if (code === "EDNS") return `No mail server was found at ${host}. Check the host in GALLEY_SMTP_URL.`;
  if (/certificate|self.signed|altnames/i.test(message))
    return `The certificate of ${host} was not accepted: ${message}.`;
  return `The mail server ${host} cannot be reached (${message}). Check that it is running, and the host and port in GALLEY_SMTP_URL.`;
}
