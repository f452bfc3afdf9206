import { accounts, type RunningStandalone } from '@fuyuan/testing';
import type { Chance } from '../operations/chance';
import { registerUnits, SHARING, unitOf } from '../journeys/panshi';
import { signIn } from '../journeys/person';
import { happens, pick } from './odd';
import type { Incoming } from './send';

type Who = Readonly<{ name: string; unit: string; role: string }>;

const WHO: readonly Who[] = [
  { name: 'court', unit: 'panshi-court', role: 'officer' },
  { name: 'justice', unit: 'panshi-justice-bureau', role: 'officer' },
  { name: 'procuratorate', unit: 'panshi-procuratorate', role: 'officer' },
  { name: 'auditor', unit: 'panshi-audit-bureau', role: 'auditor' },
];
const MORE_UNITS = ['panshi-government', 'panshi-mediation', 'panshi-health', 'panshi-drugs'];

/** Those who ask, each with a token of their own. */
export class People {
  private readonly tokens = new Map<string, string>();
  private readonly passwords = new Map<string, string>();
  private readonly refreshTokens: string[] = [];
  private url: string;
  /** Units that nothing has happened to yet, so that every change of a unit finds one that it fits. */
  readonly others: readonly string[] = Array.from({ length: 40 }, (_, at) => `panshi-unit-${at}`);
  readonly acting: readonly string[] = WHO.map(({ unit }) => unit);
  readonly homes: readonly string[] = [...this.acting, ...MORE_UNITS];

  private constructor(place: RunningStandalone) {
    this.url = place.url;
    this.passwords.set('office', place.firstPassword);
  }

  /** Everyone with an account, signed in, and their units registered by the office. */
  static async settle(place: RunningStandalone): Promise<People> {
    const people = new People(place);
    for (const who of WHO) people.passwords.set(who.name, await passwordOf(place.data, who));
    await people.signInAt(place.url);

    const office = await signIn(place.url, 'office', place.firstPassword);
    await registerUnits(office);
    for (const id of [...MORE_UNITS, ...people.others]) {
      const { status } = await office.act(`/v1/units/${id}/register`, unitOf('磐石市某单位', 'other'));
      if (status !== 201) throw new Error(`${id} was not registered: ${status}`);
    }
    for (const { unit } of WHO) {
      const { status } = await office.act(`/v1/units/${unit}/subscribe`, { legalBasis: SHARING });
      if (status !== 201) throw new Error(`${unit} does not subscribe: ${status}`);
    }
    return people;
  }

  /** New tokens for all, of the exchange that is there now. */
  async signInAt(url: string): Promise<void> {
    this.url = url;
    for (const name of this.passwords.keys()) await this.renew(name);
  }

  /** A new token for one whose old one is good no more. */
  async renew(name: string): Promise<void> {
    this.tokens.set(name, (await signIn(this.url, name, this.passwords.get(name) ?? '')).token);
  }

  names = (): string[] => [...this.passwords.keys()];

  anyone = (chance: Chance): string => pick(chance, [...this.tokens.keys()]) ?? 'office';

  tokenOf = (name: string): { authorization: string } => ({ authorization: `Bearer ${this.tokens.get(name) ?? ''}` });

  /** A body that asks for what only its owner knows gets a real one. */
  secretsFor(body: object, chance: Chance): object | undefined {
    if ('refreshToken' in body && this.refreshTokens.length > 0 && happens(chance, 50))
      return { ...body, refreshToken: this.refreshTokens.pop() };
    // Each costs a tenth of a second.
    if (!('password' in body && 'account' in body) || !happens(chance, 50)) return undefined;
    const account = this.anyone(chance);
    return { account, password: this.passwords.get(account) };
  }

  /** Keeps what an answer gave to be used once. */
  learn({ status, text }: Incoming): void {
    const [, token] = /"refreshToken":"([^"]+)"/.exec(status === 200 ? text : '') ?? [];
    if (token !== undefined) this.refreshTokens.push(token);
  }
}

async function passwordOf(data: string, { name, unit, role }: Who): Promise<string> {
  const args = ['add', name, '--person', '联络员', '--unit', unit, '--roles', role, '--generate'];
  const { code, output } = await accounts(data, args);
  const [, password] = /password, shown once: (\S+)/.exec(output) ?? [];
  if (code !== 0 || password === undefined) throw new Error(`No account was added:\n${output}`);
  return password;
}
