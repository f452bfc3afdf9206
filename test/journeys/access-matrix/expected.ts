import { Referrals } from '@fuyuan/domain';
import { POLICY } from '@fuyuan/identity';
import { authorOf } from './lives';
import { type Actor, ELSEWHERE } from './people';

type Act = Referrals.ReferralAct;
type Status = Referrals.ReferralStatus;

/** How an act is answered: `201` recorded, `200` the record says so already, else status and code of the refusal. */
export type Outcome = '201' | '200' | `${403 | 404 | 409} ${string}`;

/** Read from the tables, in the order in which the house says they are asked, and never from the decisions. */
export function expected(act: Act, status: Status, actor: Actor, restricted: boolean): Outcome {
  if (!POLICY[`${act}-referral`].some((role) => role === actor.role)) return '403 permission-denied';
  if (!maySee(status, actor, restricted)) return restricted ? '404 record-unknown' : '403 record-not-yours';

  const competence = Referrals.competenceFor(act);
  if (competence.by === 'author' && actor.unit === FORMER) return UNSEEN;
  if (!isParty(competence.by, status, actor, restricted)) return REFUSED[competence.by];
  return toTheCompetent(act, status, competence);
}

function toTheCompetent(act: Act, status: Status, { in: where, already, once }: Referrals.Competence): Outcome {
  if (already === status || (once && happened(once, status))) return '200';
  if (act === 'recall' && happened('acceptedAt', status)) return '409 referral.already-accepted';
  return where.includes(status) ? '201' : `409 referral.is-${status}`;
}

const REFUSED: Record<Referrals.Party, Outcome> = {
  sender: '409 referral.not-sender',
  holder: '409 referral.not-holder',
  'handed-by': '409 referral.not-handed-by-you',
  approver: '409 referral.not-approver',
  urger: '409 referral.not-to-urge',
  supervisor: '409 referral.not-supervisor',
  author: '409 referral.not-your-act',
};

/** The bureau gave it back to the court; else the town holds it, by the bureau's hand. */
const holderIn = (status: Status) => (status === 'returned' ? 'panshi-bureau' : 'panshi-town');
const handedByIn = (status: Status) => (status === 'returned' ? 'panshi-court' : 'panshi-bureau');

const isOfficeHere = ({ unit, role }: Actor, restricted: boolean): boolean =>
  role === 'office' && unit !== ELSEWHERE && !restricted;

const FORMER = 'panshi-park';
/** The act that is to be corrected came after it gave the referral back: of that it is told nothing. */
const UNSEEN: Outcome = '409 referral.act-unknown';

const maySee = (status: Status, actor: Actor, restricted: boolean): boolean =>
  ['panshi-court', 'panshi-government', 'panshi-procuratorate', 'panshi-bureau', holderIn(status), FORMER].includes(
    actor.unit,
  ) || isOfficeHere(actor, restricted);

function isParty(party: Referrals.Party, status: Status, actor: Actor, restricted: boolean): boolean {
  const { unit } = actor;
  if (party === 'urger') return unit === 'panshi-court' || isOfficeHere(actor, restricted);
  const one = {
    sender: 'panshi-court',
    holder: holderIn(status),
    'handed-by': handedByIn(status),
    approver: 'panshi-government',
    supervisor: 'panshi-procuratorate',
    author: authorOf(status),
  }[party];
  return unit === one;
}

const NOT_YET: Record<string, readonly Status[]> = {
  deliveredAt: ['sent'],
  signedForAt: ['sent', 'delivered'],
  acceptedAt: ['sent', 'delivered', 'signed-for', 'returned', 'recalled'],
};
const happened = (date: string, status: Status): boolean => !NOT_YET[date]?.includes(status);
