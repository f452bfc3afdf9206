import type { RecordLink } from '../request/receipt.view';

export const recordOf = (noticeId: string): string => `law-notices/${noticeId}`;

export const linkOf = (noticeId: string): RecordLink => ({ id: noticeId, href: `/v1/law-notices/${noticeId}` });
