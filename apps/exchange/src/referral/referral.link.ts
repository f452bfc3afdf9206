import type { RecordLink } from '../request/receipt.view';

export const recordOf = (referralId: string): string => `referrals/${referralId}`;

export const linkOf = (referralId: string): RecordLink => ({ id: referralId, href: `/v1/referrals/${referralId}` });
