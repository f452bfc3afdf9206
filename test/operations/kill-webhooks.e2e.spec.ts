import { newDataDirectory, startStandalone, until, WebhookReceiver, type RunningStandalone } from '@fuyuan/testing';
import { newOfficer, newPerson, notice, registerUnits, SHARING } from '../journeys/panshi';
import { personWith, signIn, type Person } from '../journeys/person';

const ROUNDS = 4;
const NOTICES = 10;
const UNIT = 'panshi-audit-bureau';

/** Killed while messages are under way: nothing is left out, and what is told again is the same under the same id. */
it(`a webhook is told everything over ${ROUNDS} kills`, async () => {
  const { data, remove } = newDataDirectory();
  const receiver = await WebhookReceiver.start();
  const env = {
    ...{ WEBHOOK_ALLOWED_NETWORKS: 'loopback', WEBHOOK_ALLOWED_PORTS: '1-65535', WEBHOOK_ALLOW_HTTP: 'true' },
    WEBHOOK_RETRY_PAUSES: '20ms,50ms,100ms,1s,1s,1s,1s',
  };
  let place: RunningStandalone | undefined;
  const begin = async () =>
    (place = await startStandalone({ data, env, args: ['--office-unit', 'panshi-justice-bureau'] }));
  try {
    let here = await begin();
    const office = await signIn(here.url, 'office', here.firstPassword);
    await registerUnits(office);
    await office.act(`/v1/units/${UNIT}/subscribe`, { from: 'beginning', legalBasis: SHARING });
    const system = await newPerson(here, { name: 'audit-system', unit: UNIT, role: 'integrator' });
    const officer = await newOfficer(here, 'li-justice', 'panshi-justice-bureau');
    const as = (person: Person): Person => personWith(here.url, person.token);
    const hook = { url: receiver.url, description: '收文系统', signing: 'ed25519', from: 'beginning' };
    await until('it is registered', async () => (await system.act('/government/v1/webhooks', hook)).status === 201);

    let nth = 0;
    const records: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      // Slow enough that the kill finds one under way; now and then one is refused, so that lanes are written too.
      receiver.answer = () => {
        nth += 1;
        const after = new Promise((resolve) => setTimeout(resolve, 15));
        return nth % 7 === 0 ? { status: 503, after } : { status: 204, after };
      };
      for (let at = 0; at < NOTICES; at += 1) {
        const { body } = await as(officer).act('/v1/law-notices', { ...notice, addressees: [UNIT] });
        records.push((body['record'] as { id: string }).id);
      }
      const before = receiver.calls.length;
      await until('some are under way', () => receiver.calls.length > before + 2, 20_000);
      await here.stop('SIGKILL');
      here = await begin();
    }

    receiver.answer = () => 204;
    const told = () => new Set(receiver.taken.map(({ event }) => String(event['subject'])));
    await until('every notice is told', () => records.every((id) => told().has(id)), 25_000);
    const texts = new Map<string, string>();
    const revisions = new Map<string, number>();
    for (const { id, text, event } of receiver.taken) {
      expect(texts.get(id) ?? text).toBe(text);
      texts.set(id, text);
      const subject = String(event['subject']);
      const last = revisions.get(subject) ?? -1;
      expect(Number(event['streamrevision'])).toBeLessThanOrEqual(last + 1);
      revisions.set(subject, Math.max(last, Number(event['streamrevision'])));
    }
    expect(receiver.mostAtOnce).toBe(1);
    // Each kill costs one that is told again at most, where the answer was not written down.
    expect(receiver.taken.length - texts.size).toBeLessThanOrEqual(ROUNDS);
  } finally {
    await place?.stop('SIGKILL');
    await receiver.stop();
    remove();
  }
}, 300_000);
