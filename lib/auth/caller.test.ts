import { expect, test } from "vitest";
import { callerAddress, networkOf } from "./caller.ts";

test.each([
  ["a stranger is who the connection shows, whatever he claims", "203.0.113.7", "198.51.100.1", "203.0.113.7"],
  ["a proxy of our own is believed, its last word only", "10.0.0.2", "198.51.100.1, 192.0.2.9", "192.0.2.9"],
  ["a proxy on this machine is believed", "::ffff:127.0.0.1", "192.0.2.9", "192.0.2.9"],
  ["somebody on this machine without a proxy is this machine", "::1", undefined, "::1"],
  ["an empty claim is no claim", "127.0.0.1", "", "127.0.0.1"],
  ["172.32 is not a private network", "172.32.0.1", "192.0.2.9", "172.32.0.1"],
  ["a proxy may write a port", "127.0.0.1", "192.0.2.9:51000", "192.0.2.9"],
  ["a proxy may write brackets and a port", "127.0.0.1", "[2001:db8::9]:51000", "2001:db8::9"],
  ["a proxy may write an IPv4 address as IPv6", "10.0.0.2", "::ffff:192.0.2.9", "192.0.2.9"],
  ["what a proxy writes instead of an address is ignored", "10.0.0.2", "unknown", "10.0.0.2"],
  ["a connection that is gone has no address", undefined, "192.0.2.9", "unknown"],
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
])("of %s the network %s counts", (address, network) => {
  expect(networkOf(address)).toBe(network);
});
