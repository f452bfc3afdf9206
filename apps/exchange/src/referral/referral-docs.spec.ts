import { Referrals, type ReferralEvent } from '@fuyuan/domain';
import { ReferralFacts } from '@fuyuan/testing';
import type { ActDocs } from '../docs/act';
import * as approving from './approving.docs';
import * as holding from './holding.docs';
import * as sending from './sending.docs';
import * as supervising from './supervising.docs';

const { NOW, OWN_BASIS, past, unit } = ReferralFacts;
const { sent, delivered, signedFor, accepted, concluded, confirmed, closed } = past;

const LIVES: readonly (readonly ReferralEvent[])[] = [
  [sent],
  [sent, delivered],
  [sent, signedFor],
  [sent, signedFor, past.returned],
  [sent, signedFor, past.returned, closed],
  [sent, past.recalled],
  [sent, signedFor, accepted],
  [sent, signedFor, accepted, past.suspended],
  [sent, signedFor, accepted, past.extensionAsked],
  [sent, signedFor, accepted, concluded],
  [sent, signedFor, accepted, concluded, confirmed],
  [sent, signedFor, accepted, concluded, confirmed, closed],
];

const docs: Readonly<Record<string, ActDocs>> = { ...approving, ...holding, ...sending, ...supervising };
const docsOf = (act: string): ActDocs => {
  const told = docs[`${act.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}Docs`];
  if (!told) throw new Error(`Nothing is told of ${act}.`);
  return told;
};

/** Every rule under which an act is refused, in every status, to every unit that could ask. */
function refusalsOf(act: Referrals.ReferralAct): Set<string> {
  const rules = LIVES.flatMap((life) => {
    const state = life.reduce<Referrals.Referral>(Referrals.evolve, Referrals.initial);
    return ['court', 'bureau', 'convener', 'town'].flatMap((unitId) => {
      const asking = { unit: unit(unitId), role: 'officer', legalBasis: OWN_BASIS };
      const offer = Referrals.actsOn(state, asking, NOW).find((one) => one.act === act);
      return offer && !offer.may ? [offer.rule] : [];
    });
  });
  return new Set(rules.filter((rule) => rule !== 'referral.already-so'));
}

describe.each(Object.keys(Referrals.REFERRAL_ACTS) as Referrals.ReferralAct[])('what is told of %s', (act) => {
  const { rules } = docsOf(act);

  it('names every rule under which it is refused', () =>
    expect([...refusalsOf(act)].filter((rule) => !rules.includes(rule))).toEqual([]));

  it('names no status in which it is not refused', () =>
    expect(rules.filter((rule) => rule.startsWith('referral.is-') && !refusalsOf(act).has(rule))).toEqual([]));
});
