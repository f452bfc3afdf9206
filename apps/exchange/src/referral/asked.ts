import type { LegalBasis } from '@fuyuan/domain';
import { saidWhen } from '../request/act.request';
import type { ActName } from '../request/cause-of';
import type { Asked } from '../request/counter';
import { linkOf, recordOf } from './referral.link';

export const asked = (
  act: Extract<ActName, `${string}-referral`>,
  referralId: string,
  { request, reply }: Pick<Asked, 'request' | 'reply'>,
): Asked => ({
  act,
  record: recordOf(referralId),
  request,
  reply,
  link: linkOf(referralId),
});

type Body = Readonly<{ legalBasis?: readonly LegalBasis[]; occurredAt?: string }>;

/** Legal basis and time where they were said. */
export const said = ({ legalBasis, occurredAt }: Body) => ({
  ...(legalBasis === undefined || legalBasis === null ? {} : { legalBasis }),
  ...saidWhen(occurredAt),
});
