import type { LegalBasis } from '@fuyuan/domain';
import { Instant, ListOf, nested, Text } from '@fuyuan/platform';

/** One provision that an act rests on. */
export class LegalBasisRequest implements LegalBasis {
  @Text({ max: 500, description: '规范名称 · Title of the norm', example: '磐石市府院联席会议工作规则' })
  norm!: string;

  @Text({ max: 100, optional: true, description: '条款 · Article', example: '第六条第（一）项' })
  article: string | null = null;
}

export const LEGAL_BASIS = {
  max: 50,
  description:
    '法律依据，至少一条 · Legal basis: at least one provision (an empty list breaks the rule `act.no-legal-basis`)',
};

const OCCURRED_AT = {
  optional: true,
  description: '行为发生的时刻，不填即为现在 · When it happened (RFC 3339, with offset); now if left out',
  example: '2026-03-02T09:30:00+08:00',
};

/** What every act says: on what legal basis, and when it happened. */
export class ActRequest {
  @ListOf(nested(() => LegalBasisRequest), LEGAL_BASIS)
  legalBasis!: LegalBasisRequest[];

  @Instant(OCCURRED_AT)
  occurredAt?: string;
}

/** An act of an addressed unit: without a legal basis of its own it rests on the notice's. */
export class ActOfAddresseeRequest {
  @ListOf(nested(() => LegalBasisRequest), {
    ...LEGAL_BASIS,
    optional: true,
    description: '法律依据，不填即沿用通报的依据 · Legal basis; that of the notice if left out',
  })
  legalBasis?: LegalBasisRequest[];

  @Instant(OCCURRED_AT)
  occurredAt?: string;
}

/** `occurredAt` where it was said. */
export const saidWhen = (occurredAt: string | undefined): { occurredAt?: string } =>
  occurredAt === undefined ? {} : { occurredAt };
