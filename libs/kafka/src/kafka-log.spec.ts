import { logLevel } from 'kafkajs';
import { kafkaLog } from './kafka-log';

function told(level: logLevel, message: string, extra: object = {}): string[] {
  const said: string[] = [];
  const say = (how: string) => (_facts: object, sentence: string) => void said.push(`${how}: ${sentence}`);
  const log = kafkaLog({ error: say('error'), warn: say('warn'), info: say('info'), debug: say('debug') });
  log(level)({ namespace: 'Producer', level, label: '', log: { timestamp: '', logger: '', message, ...extra } });
  return said;
}

describe('what kafkajs says', () => {
  it('is an error when nothing follows upon it', () =>
    expect(told(logLevel.ERROR, 'SASL authentication failed')).toEqual(['error: SASL authentication failed']));

  it('is no error when it is about to be tried again', () => {
    expect(told(logLevel.ERROR, 'Connection refused', { retryCount: 0 })).toEqual(['debug: Connection refused']);
    expect(told(logLevel.ERROR, 'Connection refused', { retryCount: 5 })).toEqual(['warn: Connection refused']);
  });

  it.each([
    ["Crash: KafkaJSProtocolError: The coordinator is loading and hence can't process requests for this group", {}],
    ['Response GroupCoordinator(key: 10, version: 2)', { error: 'The group coordinator is not available' }],
    ['Response InitProducerId(key: 22, version: 1)', { error: 'This is not the correct coordinator for this group' }],
    ['The producer attempted to update a transaction while another concurrent operation is ongoing', {}],
    ['The group is rebalancing, re-joining', {}],
  ])('is for those who debug when it belongs to the ordinary course: %s', (message, extra) =>
    expect(told(logLevel.ERROR, message, extra)).toEqual([`debug: ${message}`]),
  );

  it('is a warning when a consumer begins again by itself', () =>
    expect(told(logLevel.ERROR, 'Restarting the consumer in 5ms')).toEqual(['warn: Restarting the consumer in 5ms']));

  it('announces only to those who debug', () => expect(told(logLevel.INFO, 'Starting')).toEqual(['debug: Starting']));
});
