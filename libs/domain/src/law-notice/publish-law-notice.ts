import { requireLegalBasis, type LegalBasis } from '../legal-basis';
import { occurrence, type Instant } from '../moment';
import { RuleBroken } from '../rule-broken';
import { requireActive, type UnitStanding } from '../unit';
import { requireKindOfUnit } from './competence';
import type { LawNoticeEvent } from './law-notice.events';
import type { LawNotice } from './law-notice';
import { requireSoundNorm, type Norm } from './norm';

/** A notice to more units is published as several. */
export const MAX_ADDRESSEES = 1000;

export type LawNoticePublication = Readonly<{
  noticeId: string;
  publisher: UnitStanding;
  addressees: readonly UnitStanding[];
  norm: Norm;
  legalBasis: readonly LegalBasis[];
  occurredAt?: Instant;
}>;

export function publishLawNotice(state: LawNotice, publication: LawNoticePublication, now: Date): LawNoticeEvent[] {
  const { noticeId, publisher, addressees, norm, legalBasis } = publication;
  requireLegalBasis(legalBasis);
  requireActive(publisher);
  requireKindOfUnit('publish', publisher);
  requireAddressees(publisher, addressees);
  requireSoundNorm(norm);

  if (state.status !== 'unknown') {
    throw new RuleBroken('law-notice.already-published', `The law notice ${noticeId} is published already.`, {
      noticeId,
    });
  }
  return [
    {
      type: 'LawNoticePublished',
      data: {
        noticeId,
        publisherId: publisher.unitId,
        publisherRegion: publisher.regionCode ?? '',
        addressees: addressees.map(({ unitId }) => unitId),
        norm,
        legalBasis,
        occurredAt: occurrence(publication.occurredAt, now),
      },
    },
  ];
}

function requireAddressees(publisher: UnitStanding, addressees: readonly UnitStanding[]): void {
  const ids = new Set(addressees.map(({ unitId }) => unitId));
  if (ids.size === 0)
    throw new RuleBroken('law-notice.no-addressee', 'A law notice is addressed to at least one unit.');
  if (ids.size > MAX_ADDRESSEES) {
    throw new RuleBroken(
      'law-notice.too-many-addressees',
      `A law notice is addressed to ${MAX_ADDRESSEES} units at most.`,
      {
        most: MAX_ADDRESSEES,
      },
    );
  }
  if (ids.size < addressees.length) {
    throw new RuleBroken('law-notice.addressee-twice', 'A law notice names each addressed unit once.');
  }
  if (ids.has(publisher.unitId)) {
    throw new RuleBroken('law-notice.addressed-to-publisher', 'A law notice is not addressed to its publisher.', {
      unitId: publisher.unitId,
    });
  }
  addressees.forEach(requireActive);
}
