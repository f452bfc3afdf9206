import { isIP } from 'node:net';
import { resolve } from 'node:path';
import type { Rate } from '../http/pace';
import type { Sentence } from '../validation/fault';
import { property, type PropertyOptions } from '../validation/property';
import { type Rule, scalar } from '../validation/rule';

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A span of time, kept in milliseconds: `500`, `500ms`, `30s`, `15m`, `8h`, `7d`. Limits in milliseconds. */
export const duration = ({
  min = 0,
  max = 366 * 86_400_000,
}: Readonly<{ min?: number; max?: number }> = {}): Rule<number> =>
  scalar<number>({
    name: 'duration',
    schema: { type: 'string', example: '30s' },
    fromText: millisecondsOf,
    check: (value) =>
      typeof value === 'number' && value >= min && value <= max
        ? undefined
        : {
            rule: 'duration',
            zh: `须为时长（如 500ms、30s、15m、8h），${min} 至 ${max} 毫秒。`,
            en: `Must be a span of time (500ms, 30s, 15m, 8h) of ${min} to ${max} ms.`,
          },
  });

function millisecondsOf(text: string): unknown {
  const [, count, unit = 'ms'] = /^(\d{1,12})(ms|s|m|h|d)?$/.exec(text) ?? [];
  return count === undefined ? text : Number(count) * (UNITS[unit] ?? Number.NaN);
}

/** So many requests in a span of time: `100/s`, `600/m`; `off` for no limit, kept as null. */
export const rate = (): Rule<Rate | null> =>
  scalar<Rate | null>({
    name: 'rate',
    schema: { type: 'string', example: '600/m' },
    fromText: rateOf,
    check: (value) =>
      value === null || typeof value === 'object'
        ? undefined
        : {
            rule: 'rate',
            zh: '须为频率（如 100/s、600/m、5000/h）或 off。',
            en: 'Must be a rate (100/s, 600/m, 5000/h) or off.',
          },
  });

function rateOf(text: string): unknown {
  if (text === 'off') return null;
  const [, requests, unit = ''] = /^([1-9]\d{0,8})\/([smh])$/.exec(text) ?? [];
  return requests === undefined ? text : { requests: Number(requests), perMs: UNITS[unit] };
}

/** An IP address, a network of them (`10.0.0.0/8`, `fd00::/8`), or one of the names that Fastify knows. */
export const network = (): Rule<string> =>
  scalar<string>({
    name: 'network',
    schema: { type: 'string', example: '10.0.0.0/8' },
    check: (value) =>
      typeof value === 'string' && isNetwork(value)
        ? undefined
        : {
            rule: 'network',
            zh: '须为 IP 地址、网段（如 10.0.0.0/8）或 loopback、linklocal、uniquelocal。',
            en: 'Must be an IP address, a network (10.0.0.0/8), or loopback, linklocal, uniquelocal.',
          },
  });

function isNetwork(text: string): boolean {
  const [, address = '', bits] = /^([^/]+)(?:\/([1-9]\d{0,2}))?$/.exec(text) ?? [];
  if (bits === undefined && /^(loopback|linklocal|uniquelocal)$/.test(address)) return true;
  const version = isIP(address);
  return version !== 0 && Number(bits ?? 1) <= (version === 4 ? 32 : 128);
}

/** A path of this machine, kept absolute; a relative one is seen from the working directory. */
export const filePath = (): Rule<string> =>
  scalar<string>({
    name: 'file-path',
    schema: { type: 'string' },
    check: (value) => (typeof value === 'string' && value !== '' && !value.includes('\0') ? undefined : NOT_A_PATH),
    keep: (value) => resolve(value),
  });

/** A password or token: at least `min` characters, never shown anywhere. */
export const secret = ({ min = 16 }: Readonly<{ min?: number }> = {}): Rule<string> =>
  scalar<string>({
    name: 'secret',
    schema: { type: 'string', format: 'password', minLength: min },
    check: (value) =>
      typeof value === 'string' && value.length >= min
        ? undefined
        : { rule: 'secret', zh: `至少 ${min} 个字符。`, en: `At least ${min} characters.` },
    secret: true,
  });

/** An address with one of the given schemes, e.g. `esdb`; a password in it is never shown. */
export const address = (schemes: readonly string[]): Rule<string> =>
  scalar<string>({
    name: 'address',
    schema: { type: 'string', format: 'uri' },
    check: (value) =>
      typeof value === 'string' &&
      schemes.some((scheme) => value.startsWith(`${scheme}://`) && value.length > scheme.length + 3)
        ? undefined
        : {
            rule: 'address',
            zh: `须为 ${schemes.join('、')} 地址。`,
            en: `Must be an address of ${schemes.join(', ')}.`,
          },
    secret: true,
  });

const NOT_A_PATH: Sentence = { rule: 'file-path', zh: '须为文件路径。', en: 'Must be a file path.' };

type Limits = Readonly<{ min?: number; max?: number }>;

/** A variable that is a span of time; see `duration`. */
export const Duration = ({ min, max, ...options }: Limits & PropertyOptions = {}): PropertyDecorator =>
  property(duration({ ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) }), options);

/** A variable that is a path; see `filePath`. */
export const FilePath = (options?: PropertyOptions): PropertyDecorator => property(filePath(), options);

/** A variable that is never shown; see `secret`. */
export const Secret = ({
  min = 16,
  ...options
}: Readonly<{ min?: number }> & PropertyOptions = {}): PropertyDecorator => property(secret({ min }), options);

/** A variable that is an address; see `address`. */
export const Address = (schemes: readonly string[], options?: PropertyOptions): PropertyDecorator =>
  property(address(schemes), options);

/** A variable that limits how often something may be asked; see `rate`. */
export const RateLimit = (options?: PropertyOptions): PropertyDecorator => property(rate(), options);
