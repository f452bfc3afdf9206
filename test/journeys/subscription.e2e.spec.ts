import { newDataDirectory, type RunningStandalone, startStandalone } from '@fuyuan/testing';
import { newOfficer, registerUnits, SHARING } from './panshi';
import { type Person, signIn } from './person';

const basis = { legalBasis: SHARING };

describe('the own system of a unit of Panshi subscribes', () => {
  const { data, remove } = newDataDirectory();
  let place: RunningStandalone;
  let office: Person;
  let clerk: Person;

  const at = (verb: string, unitId = 'panshi-court') => `/v1/units/${unitId}/${verb}`;

  beforeAll(async () => {
    place = await startStandalone({ data, args: ['--office-unit', 'panshi-justice-bureau'] });
    office = await signIn(place.url, 'office', place.firstPassword);
    await registerUnits(office);
    clerk = await newOfficer(place, 'zhang-court', 'panshi-court');
  });
  afterAll(async () => {
    await place.stop();
    remove();
  });

  it('by an act of the office alone, on a legal basis', async () => {
    expect((await clerk.act(at('subscribe'), basis)).status).toBe(403);
    expect((await office.act(at('subscribe'), { legalBasis: [] })).body).toMatchObject({ code: 'act.no-legal-basis' });
    expect((await office.act(at('subscribe', 'panshi-nobody'), basis)).body).toMatchObject({ code: 'unit.unknown' });
    expect((await office.act(at('subscribe'), basis)).status).toBe(201);
    expect((await office.act(at('subscribe'), basis)).body).toMatchObject({ recorded: false });
  });

  it('from one beginning at a time; ended and begun anew it may begin elsewhere', async () => {
    const whole = { from: 'beginning', ...basis };
    const refused = await office.act(at('subscribe'), whole);
    expect(refused.body).toMatchObject({ status: 409, code: 'subscription.running-already' });
    expect((await office.act(at('unsubscribe'), basis)).status).toBe(201);
    expect((await office.act(at('unsubscribe'), basis)).body).toMatchObject({ recorded: false });
    expect((await office.act(at('subscribe'), whole)).status).toBe(201);
    expect((await office.act(at('unsubscribe', 'panshi-procuratorate'), basis)).body).toMatchObject({
      status: 409,
      code: 'subscription.unknown',
    });
  });

  it('and whoever may look finds every beginning and end on record, with who decided it and why', async () => {
    const { body } = await office.read(at('subscription/history'));
    expect(body).toMatchObject({
      entries: [
        {
          type: 'SubscriptionStarted',
          actor: { unit: 'panshi-justice-bureau', role: 'office' },
          data: { from: 'now' },
        },
        { type: 'SubscriptionEnded', ...basis },
        { type: 'SubscriptionStarted', data: { from: 'beginning' } },
      ],
    });
    expect((await clerk.read(at('subscription/history'))).status).toBe(403);
    expect((await office.read(at('subscription/history', 'panshi-procuratorate'))).status).toBe(404);
  });
});
