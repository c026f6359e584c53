import { expect, test } from "vitest";
import { callerAddress, networkName, networkOf } from "./caller.ts";

test.each([
  ["ignores a forwarded address from a stranger", "203.0.113.7", "198.51.100.1", "203.0.113.7"],
  ["takes only the last address that a private proxy forwards", "10.0.0.2", "198.51.100.1, 192.0.2.9", "192.0.2.9"],
  ["takes the address that a proxy on this machine forwards", "::ffff:127.0.0.1", "192.0.2.9", "192.0.2.9"],
  ["takes the connection's own address when nothing is forwarded", "::1", undefined, "::1"],
  ["ignores an empty forwarded address", "127.0.0.1", "", "127.0.0.1"],
  ["172.32 is not a private network", "172.32.0.1", "192.0.2.9", "172.32.0.1"],
  ["accepts a forwarded address with a port", "127.0.0.1", "192.0.2.9:51000", "192.0.2.9"],
  ["accepts a forwarded IPv6 address in brackets with a port", "127.0.0.1", "[2001:db8::9]:51000", "2001:db8::9"],
  ["accepts a forwarded IPv4 address in IPv6 notation", "10.0.0.2", "::ffff:192.0.2.9", "192.0.2.9"],
  ["ignores a forwarded value that is not an address", "10.0.0.2", "unknown", "10.0.0.2"],
  ["reports a closed connection as unknown", undefined, "192.0.2.9", "unknown"],
])("%s", (_sentence, peer, forwarded, caller) => {
  expect(callerAddress(peer, forwarded)).toBe(caller);
});

test.each([
  ["203.0.113.7", "203.0.113.7"],
  ["2001:DB8:0:07::1", "2001:db8:0:7::/64"],
  ["2001:db8:0:7:ffff:1:2:3", "2001:db8:0:7::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["2001:db8:0:7:1::", "2001:db8:0:7::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["unknown", "unknown"],
])("counts the caller %s as the network %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test.each([
  ["203.0.113.7", "203.0.113.x"],
  ["2001:DB8:0:07::1", "2001:db8:0:7:…"],
  ["unknown", ""],
])("shows the network of %s as %j", (address, name) => {
  expect(networkName(address)).toBe(name);
});
