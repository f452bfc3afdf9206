import {
  ActTooLarge,
  ConcurrencyConflict,
  RecordNotYours,
  RecordUnknown,
  RequestReused,
  RevisionMismatch,
  StoreUnavailable,
} from '@fuyuan/application';
import { RuleBroken, type Particulars } from '@fuyuan/domain';
import { Problem, ProblemCatalogue } from '@fuyuan/platform';
import { actRules } from './act-rules';
import { lawNoticeRules } from './law-notice-rules';
import { referralCourseRules } from './referral-course-rules';
import { referralKindRules } from './referral-kind-rules';
import { referralRules } from './referral-rules';
import { refusals } from './refusals';
import { subscriptionRules } from './subscription-rules';
import { KIND_TERMS } from '../unit/unit.terms';
import { unitChangeRules } from './unit-change-rules';
import { unitRules } from './unit-rules';

/** Every rule of the model, by the code under which the domain refuses. */
export const rules = {
  ...actRules,
  ...unitRules,
  ...unitChangeRules,
  ...lawNoticeRules,
  ...referralKindRules,
  ...referralRules,
  ...referralCourseRules,
  ...subscriptionRules,
};

const RETRY_AFTER = { 'retry-after': '1' };

/** Everything the exchange may refuse, in Chinese and English. */
export const exchangeProblems = (): ProblemCatalogue =>
  new ProblemCatalogue().register(rules).register(refusals).map(problemOf);

function problemOf(error: unknown): Problem | undefined {
  if (error instanceof RuleBroken && Object.hasOwn(rules, error.rule)) {
    return new Problem(error.rule, { values: inWords(error.particulars), cause: error });
  }
  if (error instanceof RevisionMismatch) {
    const { expected, actual } = error;
    return new Problem('revision-mismatch', { values: { expected, actual }, members: { revision: actual } });
  }
  if (error instanceof StoreUnavailable)
    return new Problem('store-unavailable', { headers: RETRY_AFTER, cause: error });
  if (error instanceof ConcurrencyConflict) return new Problem('concurrency-conflict', { headers: RETRY_AFTER });
  if (error instanceof ActTooLarge) return new Problem('act-too-large');
  if (error instanceof RequestReused) return new Problem('request-reused');
  if (error instanceof RecordUnknown) return new Problem('record-unknown');
  return error instanceof RecordNotYours ? new Problem('record-not-yours') : undefined;
}

/** A kind of unit is a code to programs and a word to those who read the sentence. */
const inWords = (particulars: Particulars): Particulars =>
  isKindOfUnit(particulars.kind) ? { ...particulars, kindTerm: KIND_TERMS[particulars.kind] } : particulars;

const isKindOfUnit = (kind: unknown): kind is keyof typeof KIND_TERMS =>
  typeof kind === 'string' && Object.hasOwn(KIND_TERMS, kind);
