import { RecordHidden, RecordNotYours } from '@fuyuan/application';
import { Denials, RuleBroken } from '@fuyuan/domain';
import type { Account, Actor } from '@fuyuan/identity';
import { Problem, type Refusal } from '@fuyuan/platform';
import { recordNamedIn } from './named-record';

/** By name, what is known of an account. */
export type KnownAccount = (name: string) => Pick<Account, 'name' | 'unit' | 'roles'> | undefined;

/** Refusals to sign in; all but the first say nothing of the password. */
const SIGN_IN = new Set(['sign-in-failed', 'too-many-failures']);

/** What is to be recorded of a refusal; nothing where nobody was denied anything, only told what is wrong. */
export function denialOf({ error, status, request }: Refusal, known: KnownAccount): Denials.Denial | undefined {
  if (error instanceof Problem && SIGN_IN.has(error.code)) return deniedSignIn(error.code, request.body, known);
  if (!request.asked) return undefined;
  const { actor, permission } = request.asked;
  const rule = ruleOf(error, status, actor);
  if (rule === undefined) return undefined;

  const { account, unit: unitId, roles } = actor;
  return { account, unitId, roles, act: permission, record: recordNamedIn(request), rule };
}

function ruleOf(error: unknown, status: number, { account }: Actor): string | undefined {
  if (error instanceof RecordHidden) return 'record-hidden';
  if (error instanceof RecordNotYours) return 'record-not-yours';
  if (error instanceof Problem) return status === 403 ? error.code : undefined;
  return error instanceof RuleBroken && saysNotYou(error, account) ? error.rule : undefined;
}

/** That somebody else is no liaison officer is a mistake in the request; that oneself is none is a denial. */
const saysNotYou = ({ rule, particulars }: RuleBroken, account: string): boolean =>
  Denials.isLackOfCompetence(rule) && (rule !== 'unit.not-liaison-officer' || particulars.account === account);

/** A name that is no account's is not kept: people type passwords where the name belongs. */
function deniedSignIn(rule: string, body: unknown, known: KnownAccount): Denials.Denial {
  const { account: typed } = (body ?? {}) as { account?: unknown };
  const account = typeof typed === 'string' ? known(typed) : undefined;
  const { name = null, unit = null, roles = [] } = account ?? {};
  return { account: name, unitId: unit, roles, act: 'sign-in', record: null, rule };
}
