import { createHash, randomUUID } from 'node:crypto';
import type { Cause } from '@fuyuan/application';
import type { LawNoticeEvent, UnitEvent } from '@fuyuan/domain';

type Told = Readonly<{ request?: string; body?: string; ifRevision?: number }>;

/** A cause as the exchange would give it: `request` names the request, `body` what it asks for. */
export const causeOf = ({ request = randomUUID(), body = 'body', ifRevision }: Told = {}): Cause => ({
  actor: { person: 'zhang.san', unit: 'panshi-court', role: 'clerk' },
  request: { id: request, fingerprint: createHash('sha256').update(body).digest('hex') },
  correlationId: 'correlation-1',
  causationId: request,
  ...(ifRevision === undefined ? {} : { ifRevision }),
});

const legalBasis = [{ norm: '中华人民共和国人民法院组织法', article: '第三十条' }];
const occurredAt = '2026-03-01T01:00:00.000Z';

export const unitRegistered = (unitId: string): UnitEvent => ({
  type: 'UnitRegistered',
  data: {
    unitId,
    name: '磐石市人民法院',
    kind: 'court',
    system: 'court',
    level: 'county',
    regionCode: '220284',
    parentId: null,
    effectiveOn: '2020-01-01',
    legalBasis,
    occurredAt,
  },
});

export const unitRetired = (unitId: string): UnitEvent => ({
  type: 'UnitRetired',
  data: { unitId, effectiveOn: '2027-01-01', reason: '机构改革', legalBasis, occurredAt },
});

export const lawNoticePublished = (
  noticeId: string,
  addressees: readonly string[] = ['panshi-justice'],
): LawNoticeEvent => ({
  type: 'LawNoticePublished',
  data: {
    noticeId,
    publisherId: 'panshi-court',
    publisherRegion: '220284',
    addressees,
    norm: {
      title: '中华人民共和国行政复议法',
      documentNumber: '主席令第九号',
      issuingAuthority: '全国人民代表大会常务委员会',
      level: 'law',
      regionCode: null,
      change: 'revised',
      promulgatedOn: '2023-09-01',
      effectiveOn: '2024-01-01',
      amends: [],
      repeals: [],
      fieldsOfWork: ['行政复议'],
      link: null,
      text: null,
      history: null,
    },
    legalBasis,
    occurredAt,
  },
});

export const lawNoticeRead = (noticeId: string, unitId = 'panshi-justice'): LawNoticeEvent => ({
  type: 'LawNoticeRead',
  data: { noticeId, unitId, edition: 1, legalBasis: [], occurredAt },
});
