import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { embeddedIPv4 } from './embedded-ipv4';

/** `never`: whatever the configuration says. `not-public`: unless the configuration allows its network. */
export type Refusal = 'never' | 'not-public';

/**
 * This network, link-local, multicast, broadcast; and where clouds tell a machine its credentials, also where such an
 * address lies within a network that one might allow.
 */
const NEVER = listOf([
  ...['0.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4', '255.255.255.255', '::', 'fe80::/10', 'ff00::/8'],
  ...['100.100.100.200', '168.63.129.16', '192.0.0.192', 'fd00:ec2::254', 'fd00:42::42', 'fd20:ce::254'],
]);

/** What the special-purpose registries of IANA do not call globally reachable, and what is left of old ways. */
const NOT_PUBLIC = listOf([
  ...['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24'],
  ...['192.31.196.0/24', '192.52.193.0/24', '192.88.99.0/24', '192.168.0.0/16', '192.175.48.0/24'],
  ...['198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '240.0.0.0/4'],
  ...['2001::/23', '2001:db8::/32', '3fff::/20'],
]);

/** Global unicast; of IPv6 nothing else is public. */
const PUBLIC_IPV6 = listOf(['2000::/3']);

/** Fastify's names for networks, which the configuration takes elsewhere too. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

/** Which addresses may be connected to. */
export class AddressGuard {
  private readonly allowed: BlockList;

  /** Networks that may be reached though they are not public: `10.0.0.0/8`, `fd00::/8`, `10.3.2.1`, `loopback`. */
  constructor(allowed: readonly string[] = []) {
    this.allowed = listOf(allowed.flatMap((network) => NAMED[network] ?? [network]));
  }

  /** Why an address may not be connected to; undefined where it may. */
  refuses(address: string): Refusal | undefined {
    const ipv4 = isIPv4(address) ? address : isIPv6(address) ? embeddedIPv4(address) : undefined;
    return ipv4 === undefined ? this.refusesIPv6(address) : this.refusesIPv4(ipv4);
  }

  private refusesIPv4(address: string): Refusal | undefined {
    if (NEVER.check(address)) return 'never';
    return this.allowed.check(address) || !NOT_PUBLIC.check(address) ? undefined : 'not-public';
  }

  private refusesIPv6(address: string): Refusal | undefined {
    // A zone names an interface of this machine.
    if (!isIPv6(address) || address.includes('%') || NEVER.check(address, 'ipv6')) return 'never';
    const isPublic = PUBLIC_IPV6.check(address, 'ipv6') && !NOT_PUBLIC.check(address, 'ipv6');
    return isPublic || this.allowed.check(address, 'ipv6') ? undefined : 'not-public';
  }
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const family = isIPv4(address) ? 'ipv4' : 'ipv6';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}
