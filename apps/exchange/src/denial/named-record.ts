import type { FastifyRequest } from 'fastify';
import { type Denials, ReferralKinds } from '@fuyuan/domain';

/** The category of the streams of what an address names by its first word. */
const CATEGORY: Readonly<Record<string, string>> = {
  units: 'unit',
  'law-notices': 'lawNotice',
  referrals: 'referral',
  accounts: 'account',
  denials: 'denials',
};

const KINDS: Denials.NamedRecord = { category: 'codeList', id: ReferralKinds.REFERRAL_KINDS_ID };

/** What may be the id of a record; what is not is not kept, for the one who is denied may write there what they like. */
const ID = /^[A-Za-z0-9-]{1,64}$/;

/** Which record a request is about, by its address; `null` where it names none. */
export function recordNamedIn({ routeOptions, params }: Pick<FastifyRequest, 'routeOptions' | 'params'>) {
  const [, noun = '', name = ''] = /^\/v1\/([a-z-]+)\/:(\w+)/.exec(routeOptions.url ?? '') ?? [];
  if (noun === 'referral-kinds') return KINDS;

  const category = CATEGORY[noun];
  const id = (params as Readonly<Record<string, unknown>>)[name];
  return category !== undefined && typeof id === 'string' && ID.test(id) ? { category, id } : null;
}
