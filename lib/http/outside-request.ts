// Requests to addresses that other people chose. They must not reach this machine or its network: otherwise anybody who can
// write a link could find out which servers answer there.
import { lookup as lookUpHost } from "node:dns";
import http from "node:http";
import https from "node:https";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

export type OutsideAnswer = {
  status: number;
  /** The address of a redirect, absolute; null for any other answer. */
  location: string | null;
  /** As much of the body as was asked for, as text. */
  text: string;
};

/** An address that is not requested: of a private network, with another scheme or port, or with a password in it. */
export class OutsideRefused extends Error {}

/** Whether an IP address is one of the public internet: no loopback, private, link-local, multicast or reserved one. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.process(address); // an IPv4 address mapped into IPv6 is judged as IPv4
  return parsed.range() === "unicast";
}

/** Resolves names as usual and refuses an answer that is not public, so that the checked address is the one connected to. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookUpHost(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, "", 4);
    const list = addresses as unknown as { address: string; family: number }[];
    const refused = list.find(({ address }) => !isPublicAddress(address));
    const [first] = list;
    if (refused || !first) return callback(new OutsideRefused(`${hostname} is not on the public internet`), "", 4);
    if (options.all) (callback as unknown as (error: null, all: typeof list) => void)(null, list);
    else callback(null, first.address, first.family);
  });
};

const ports = new Set(["", "80", "443"]);

/** The parsed address, if it may be requested. @throws OutsideRefused */
export function outsideUrl(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !/^https?:$/.test(url.protocol)) throw new OutsideRefused("not an http address");
  if (url.username || url.password || !ports.has(url.port)) throw new OutsideRefused("a password or an unusual port");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw new OutsideRefused("not on the public internet");
  return url;
}

export type OutsideOptions = {
  method?: "HEAD" | "GET" | "POST";
  userAgent: string;
  /** More header lines. */
  headers?: Record<string, string>;
  /** Of a POST. */
  body?: string;
  timeoutMs?: number;
  /** Bytes of the body to read; the rest is not loaded. */
  maxBytes?: number;
  /** Where an admin has allowed it, and for tests, whose servers are on this machine. */
  allowsPrivate?: boolean;
};

/**
 * One request, without following redirects.
 * @throws OutsideRefused, or the error of the connection
 */
export function requestOutside(
  address: string,
  {
    method = "GET",
    userAgent,
    headers: more = {},
    body,
    timeoutMs = 10_000,
    maxBytes = 0,
    allowsPrivate = false,
  }: OutsideOptions,
): Promise<OutsideAnswer> {
  return new Promise((resolve, reject) => {
    const url = allowsPrivate ? new URL(address) : outsideUrl(address);
    const client = url.protocol === "https:" ? https : http;
    const request = client.request(
      url,
      {
        method,
        agent: false,
        headers: { "user-agent": userAgent, accept: "*/*", ...more },
        signal: AbortSignal.timeout(timeoutMs),
        ...(allowsPrivate ? {} : { lookup: publicLookup }),
      },
      (response) => {
        const { statusCode: status = 0, headers } = response;
        const place = headers.location;
        const location =
          status >= 300 && status < 400 && place && URL.canParse(place, url) ? new URL(place, url).href : null;
        let text = "";
        let bytes = 0;
        const end = () => {
          response.destroy();
          resolve({ status, location, text });
        };
        if (maxBytes === 0 || method === "HEAD") return end();
        response.on("data", (chunk: Buffer) => {
          bytes += chunk.length;
          text += chunk.toString("utf8");
          if (bytes >= maxBytes) end();
        });
        response.on("end", end);
        response.on("error", reject);
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}
