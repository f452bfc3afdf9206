import { ReferralFacts, story } from '@fuyuan/testing';
import * as Subscriptions from '.';
import type { SubscriptionEvent } from '.';

const { AT, NOW, BASIS, unit } = ReferralFacts;
const { given } = story(Subscriptions);

const said = { unitId: 'bureau', legalBasis: BASIS };
const started: SubscriptionEvent = { type: 'SubscriptionStarted', data: { ...said, from: 'now', occurredAt: AT } };
const ended: SubscriptionEvent = { type: 'SubscriptionEnded', data: { ...said, occurredAt: AT } };

const start =
  (more: Partial<Subscriptions.SubscriptionStart> = {}) =>
  (state: Subscriptions.Subscription) =>
    Subscriptions.startSubscription(state, { ...said, unit: unit('bureau'), from: 'now', ...more }, NOW);
const end =
  (more: Partial<Subscriptions.SubscriptionEnd> = {}) =>
  (state: Subscriptions.Subscription) =>
    Subscriptions.endSubscription(state, { ...said, ...more }, NOW);

describe('subscribing', () => {
  it('is recorded', () => given().when(start()).then(started));
  it('changes nothing when the feed runs already', () => given(started).when(start()).thenNothing());
  it('is recorded anew once it ended, from the beginning if so asked', () =>
    given(started, ended)
      .when(start({ from: 'beginning' }))
      .then({ type: 'SubscriptionStarted', data: { ...said, from: 'beginning', occurredAt: AT } }));
  it('is refused to begin elsewhere while it runs', () =>
    given(started)
      .when(start({ from: 'beginning' }))
      .thenRefused('subscription.running-already'));
  it('is refused for a unit that is retired', () =>
    given()
      .when(start({ unit: unit('bureau', 'retired') }))
      .thenRefused('unit.retired'));
  it('is refused without a legal basis', () =>
    given()
      .when(start({ legalBasis: [] }))
      .thenRefused('act.no-legal-basis'));
  it('is refused before the end that it follows', () =>
    given(started, ended)
      .when(start({ occurredAt: '2026-03-01T00:00:00.000Z' }))
      .thenRefused('act.before-the-record'));
});

describe('ending a subscription', () => {
  it('is recorded', () => given(started).when(end()).then(ended));
  it('changes nothing when it ended already', () => given(started, ended).when(end()).thenNothing());
  it('is refused where none was', () => given().when(end()).thenRefused('subscription.unknown'));
  it('is refused without a legal basis', () =>
    given(started)
      .when(end({ legalBasis: [] }))
      .thenRefused('act.no-legal-basis'));
  it('is not before its beginning, also by a clock that is behind', () =>
    expect(
      Subscriptions.endSubscription({ status: 'running', from: 'now', since: '2026-03-02T01:00:30.000Z' }, said, NOW),
    ).toMatchObject([{ data: { occurredAt: '2026-03-02T01:00:30.000Z' } }]));
});
