/** How IPv6 carries an address of IPv4: where the packets really go is that address. */
const CARRIERS: readonly Readonly<{ prefix: readonly number[]; at: number }>[] = [
  // Mapped (RFC 4291) and translated (RFC 2765).
  { prefix: [0, 0, 0, 0, 0, 0xffff], at: 6 },
  { prefix: [0, 0, 0, 0, 0xffff, 0], at: 6 },
  // NAT64 (RFC 6052); 6to4 (RFC 3056).
  { prefix: [0x64, 0xff9b, 0, 0, 0, 0], at: 6 },
  { prefix: [0x2002], at: 1 },
];

/** The address of IPv4 that one of IPv6 stands for, in any spelling; undefined where it stands for none. */
export function embeddedIPv4(ipv6: string): string | undefined {
  const [address = ''] = ipv6.split('%');
  const groups = groupsOf(address);
  const carrier = CARRIERS.find(({ prefix }) => prefix.every((group, at) => groups[at] === group));
  if (!carrier) return undefined;
  const pair = groups.slice(carrier.at, carrier.at + 2);
  return pair.flatMap((group) => [group >> 8, group & 255]).join('.');
}

/** The eight groups. The URL parser knows every spelling, and writes none with dots. */
function groupsOf(address: string): number[] {
  const [head = '', tail] = new URL(`http://[${address}]/`).hostname.slice(1, -1).split('::');
  const [left, right] = [partsOf(head), partsOf(tail ?? '')];
  const between = Array<string>(8 - left.length - right.length).fill('0');
  return [...left, ...between, ...right].map((group) => parseInt(group, 16));
}

const partsOf = (text: string): string[] => (text === '' ? [] : text.split(':'));
