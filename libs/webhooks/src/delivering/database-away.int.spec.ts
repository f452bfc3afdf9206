import { openPostgres } from '@fuyuan/read-model';
import {
  areInOrder,
  describeWithPostgres,
  startPostgres,
  until,
  WebhookTrial,
  type TestPostgres,
} from '@fuyuan/testing';

describeWithPostgres('webhooks while PostgreSQL is killed and started again', () => {
  let server: TestPostgres;
  let trial: WebhookTrial;

  beforeAll(async () => {
    server = await startPostgres();
    await server.say('create schema court');
    trial = await WebhookTrial.in(openPostgres({ connectionString: server.url, schema: 'court' }));
    await trial.begin();
  }, 60_000);
  afterAll(async () => {
    await trial.end();
    await trial.database.close();
    await server.stop();
  });

  it('leave nothing out, and tell again at most what was under way', async () => {
    const ids = Array.from({ length: 60 }, (_, at) => `r${'abcde'[at % 5]}${Math.floor(at / 5) + 1}`);
    await trial.say(...ids);
    const { id } = await trial.register();
    trial.receiver.answer = () => ({ status: 204, after: new Promise((resolve) => setTimeout(resolve, 10)) });
    await trial.run();
    await until('some are told', () => trial.receiver.taken.length > 10);
    await server.kill();
    await server.restart();
    await until('all are told', () => ids.every((one) => trial.receiver.idsTaken().includes(one)), 25_000);
    await trial.allTold(id);
    expect(areInOrder(trial.receiver.idsTaken())).toBe(true);
    expect(trial.receiver.taken.length).toBeLessThanOrEqual(ids.length + 1);
    expect(trial.faults.length).toBeGreaterThan(0);
    expect(await trial.standing(id)).toMatchObject({ state: 'active', retrying: 0, dead: 0 });
  }, 60_000);
});
