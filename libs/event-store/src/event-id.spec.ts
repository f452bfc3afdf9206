import { causeOf } from '@fuyuan/testing';
import { v4, v5 } from 'uuid';
import { eventId } from './event-id';

describe('the id of an event', () => {
  const { request } = causeOf({ request: '0f6cb6b2-4c4e-4b6e-9a57-2a4f5d3e1c11', body: 'one' });

  it('is the same for the same request, in every process and for ever', () => {
    expect(eventId(request, 0)).toBe('805d1e7e-4893-5af3-a2c1-5e88b484a15c');
  });

  it('is the UUIDv5 of its place in the namespace of its request', () => {
    for (let n = 0; n < 500; n++) {
      const { request: any } = causeOf({ request: v4(), body: `body ${n}` });
      expect(eventId(any, n)).toBe(v5(`${any.fingerprint}/${n}`, any.id));
    }
  });

  it('differs by place, by body and by request', () => {
    const other = causeOf({ request: request.id, body: 'another' }).request;
    const ids = [eventId(request, 0), eventId(request, 1), eventId(other, 0), eventId(causeOf().request, 0)];
    expect(new Set(ids).size).toBe(4);
  });
});
