import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { AddressGuard, type Refusal } from './address-guard';

/** What configuration says of where may be sent. */
export type DestinationRules = Readonly<{
  allowedNetworks: readonly string[];
  /** Both ends included. */
  allowedPorts: readonly Readonly<{ from: number; to: number }>[];
  allowHttp: boolean;
}>;

/** Asks for the addresses of a name. Errors: of the name service. */
export type Resolve = (name: string) => Promise<readonly string[]>;

export type UrlFault = 'malformed' | 'scheme' | 'credentials' | 'fragment' | 'port';

/** This address must not be connected to. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';

  constructor(
    readonly address: string,
    readonly why: Refusal,
  ) {
    super(`${address} must not be connected to (${why}).`);
  }
}

const LONGEST_URL = 2_048;

const systemResolve: Resolve = async (name) => (await lookup(name, { all: true })).map(({ address }) => address);

/** Where webhooks may be sent: asked when one is registered, and again at each connection. */
export class DestinationGuard {
  private readonly addresses: AddressGuard;
  private readonly schemes: readonly string[];

  constructor(
    private readonly rules: DestinationRules,
    private readonly resolve: Resolve = systemResolve,
  ) {
    this.addresses = new AddressGuard(rules.allowedNetworks);
    this.schemes = rules.allowHttp ? ['https:', 'http:'] : ['https:'];
  }

  /** What is wrong with an address as it is written. */
  faultIn(text: string): UrlFault | undefined {
    if (text.length > LONGEST_URL || /[\s\p{Cc}\p{Surrogate}]/u.test(text) || !URL.canParse(text)) return 'malformed';
    const url = new URL(text);
    if (!this.schemes.includes(url.protocol)) return 'scheme';
    if (url.username !== '' || url.password !== '') return 'credentials';
    if (text.includes('#')) return 'fragment';
    const port = portOf(url);
    return this.rules.allowedPorts.some(({ from, to }) => port >= from && port <= to) ? undefined : 'port';
  }

  /**
   * The addresses of a host, all of which may be connected to: one that may not among them is a fault or an attack.
   * Errors: AddressRefused; of the name service.
   */
  async addressesOf(hostname: string): Promise<readonly string[]> {
    const host = bare(hostname);
    const found = isIP(host) === 0 ? await this.resolve(host) : [host];
    found.forEach((address) => this.check(address));
    return found;
  }

  /** A host that is an address itself. Errors: AddressRefused. */
  checkLiteral(hostname: string): void {
    const host = bare(hostname);
    if (isIP(host) !== 0) this.check(host);
  }

  private check(address: string): void {
    const why = this.addresses.refuses(address);
    if (why) throw new AddressRefused(address, why);
  }

  /** Who connects by this connects to what was checked, and to nothing that the name says a moment later. */
  readonly lookup: LookupFunction = (hostname, { all, family }, callback) => {
    this.addressesOf(hostname).then(
      (found) => {
        const wanted = family === 4 || family === 6 ? found.filter((address) => isIP(address) === family) : found;
        const list = wanted.map((address) => ({ address, family: isIP(address) }));
        const [first] = list;
        if (!first) callback(noAddress(hostname), '', 0);
        else if (all) callback(null, list);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 0),
    );
  };
}

const portOf = ({ protocol, port }: Pick<URL, 'protocol' | 'port'>): number =>
  port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);

/** An address of IPv6 stands in brackets in a URL. */
const bare = (hostname: string): string => hostname.replace(/^\[(.*)\]$/, '$1');

const noAddress = (hostname: string): NodeJS.ErrnoException =>
  Object.assign(new Error(`${hostname} has no address.`), { code: 'ENOTFOUND', syscall: 'getaddrinfo' });
