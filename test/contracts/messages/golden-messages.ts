import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { initialRouting, publish, publishEarlier, type Published, type Recorded } from '@fuyuan/publishing';

type Stored = Readonly<{
  type: string;
  data: Readonly<Record<string, unknown>>;
  metadata: Readonly<Record<string, unknown>>;
  newest?: Readonly<Record<string, unknown>>;
}>;

export type Message = Readonly<{ type: string; data: Readonly<Record<string, unknown>> }>;

/** What is never published. */
const INSIDE = /^(Account|AccessDenied|UnitMoveDecided)/;
const ID_FIELDS = { unit: 'unitId', subscription: 'unitId', lawNotice: 'noticeId', referral: 'referralId' } as const;

function streamOf(type: string, data: Stored['data']): string {
  if (type.startsWith('ReferralKind')) return 'codeList-referral-kinds';
  const [category = 'unit', field] =
    Object.entries(ID_FIELDS).find(([name]) => type.toLowerCase().startsWith(name.toLowerCase())) ?? [];
  return `${category}-${String(data[field ?? 'unitId'])}`;
}

/** A fact of the golden history, at some place of some log. */
function recordedOf({ type, data: stored, metadata, newest }: Stored): Recorded {
  const data = newest ?? stored;
  return {
    id: '3e2f0a54-6a0b-5c57-8a9e-5d1f0c7b9a21',
    type: type.replace(/\.v\d+$/, ''),
    data,
    stream: streamOf(type, data),
    revision: 3,
    position: '4211/4211',
    occurredAt: String(data['occurredAt']),
    recordedAt: String(metadata['recordedAt']),
    correlationId: String(metadata['$correlationId']),
    causationId: String(metadata['$causationId']),
    actorUnit: (metadata['actor'] as { unit: string }).unit,
  };
}

const asMessage = ({ value }: Published): Message => JSON.parse(value) as Message;

/** The message of every fact of the golden history that is published at all. */
export function messagesOfHistory(history: string): readonly Message[] {
  const facts = readdirSync(history)
    .filter((file) => file.endsWith('.json') && !INSIDE.test(file))
    .map((file) => JSON.parse(readFileSync(join(history, file), 'utf8')) as Stored);
  const owed = { topic: 'any', stream: '', from: 0, before: 0 };
  return [...facts.map((fact) => asMessage(publishEarlier(owed, recordedOf(fact)))), sightEnded(history)];
}

/** A referral is handed to a court by mistake, and the mistake corrected. */
function sightEnded(history: string): Message {
  const stored = (file: string, data: object = {}) => {
    const fact = JSON.parse(readFileSync(join(history, `${file}.json`), 'utf8')) as Stored;
    return recordedOf({ ...fact, data: { ...fact.data, ...data } });
  };
  const log = [
    stored('UnitRegistered.v1', { unitId: 'panshi-town-court', system: 'court' }),
    stored('ReferralSent.v2', { unitId: 'panshi-police', approverId: 'panshi-police' }),
    stored('ReferralForwarded.v1', { receiverId: 'panshi-town-court' }),
    stored('ReferralActCorrected.v1', { corrects: 1, correctedType: 'ReferralForwarded' }),
  ];
  let routing = initialRouting;
  const said: Published[] = [];
  log.forEach((recorded, index) => {
    const step = publish(routing, { ...recorded, revision: Math.max(0, index - 1) });
    routing = step.routing;
    said.push(...step.published);
  });
  const last = said.at(-1);
  if (!last) throw new Error('Nothing was said.');
  return asMessage(last);
}
