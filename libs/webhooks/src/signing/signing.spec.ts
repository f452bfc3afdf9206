import { createPublicKey, verify } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { KeySafe, SecretUnreadable } from './key-safe';
import { signedHeaders, webhookIdOf } from './signed';
import { newWebhookKey, publicKeyOf, sharedSecretOf, type WebhookKey } from './webhook-key';

/** The values by which the libraries of the specification are tested. */
const SPECIFIED = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  at: new Date(1_614_265_330_000),
  text: '{"test": 2432232314}',
};
const SECRET: WebhookKey = { signing: 'hmac', secret: Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64') };
const SIGNATURE = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';

/** RFC 8032, 7.1, test 2. */
const OF_RFC_8032 = {
  key: {
    signing: 'ed25519',
    secret: Buffer.from('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb', 'hex'),
  } satisfies WebhookKey,
  publicKey: Buffer.from('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c', 'hex'),
};

/** As a receiver does who was given `whpk_…`. */
const isBy = (publicKey: string, headers: Record<string, string>, text: string) => {
  const x = Buffer.from(publicKey.replace('whpk_', ''), 'base64').toString('base64url');
  const key = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } });
  const content = Buffer.from(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${text}`);
  return (headers['webhook-signature'] ?? '')
    .split(' ')
    .filter((one) => one.startsWith('v1a,'))
    .some((one) => verify(null, content, key, Buffer.from(one.slice(4), 'base64')));
};

describe('a message is signed', () => {
  it('as the specification says', () => {
    expect(signedHeaders(SPECIFIED, [SECRET])).toEqual({
      'webhook-id': SPECIFIED.id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': SIGNATURE,
    });
  });

  it('so that the library of the specification verifies it, Chinese text included', () => {
    const key = newWebhookKey('hmac');
    const message = { id: 'one', at: new Date(), text: '{"标题":"优化营商环境条例"}' };
    const headers = signedHeaders(message, [key]);
    expect(new Webhook(sharedSecretOf(key)).verify(message.text, headers)).toEqual({ 标题: '优化营商环境条例' });
    const tampered = message.text.replace('条例', '办法');
    expect(() => new Webhook(sharedSecretOf(key)).verify(tampered, headers)).toThrow('No matching signature');
    expect(() => new Webhook(sharedSecretOf(newWebhookKey('hmac'))).verify(message.text, headers)).toThrow();
  });

  it('with Ed25519, verified by the public key alone', () => {
    const key = newWebhookKey('ed25519');
    const headers = signedHeaders(SPECIFIED, [key]);
    expect(headers['webhook-signature']).toMatch(/^v1a,[A-Za-z0-9+/]{86}==$/);
    expect(isBy(publicKeyOf(key) ?? '', headers, SPECIFIED.text)).toBe(true);
    expect(isBy(publicKeyOf(newWebhookKey('ed25519')) ?? '', headers, SPECIFIED.text)).toBe(false);
    expect(isBy(publicKeyOf(key) ?? '', headers, `${SPECIFIED.text} `)).toBe(false);
  });

  it('with the key that a seed stands for', () => {
    const { key, publicKey } = OF_RFC_8032;
    expect(publicKeyOf(key)).toBe(`whpk_${publicKey.toString('base64')}`);
    expect(publicKeyOf(SECRET)).toBeNull();
  });

  it('by the old key and the new one while both hold', () => {
    const [old, fresh] = [newWebhookKey('hmac'), newWebhookKey('hmac')];
    const headers = signedHeaders({ ...SPECIFIED, at: new Date() }, [fresh, old, OF_RFC_8032.key]);
    for (const key of [old, fresh]) new Webhook(sharedSecretOf(key)).verify(SPECIFIED.text, headers);
    expect(isBy(publicKeyOf(OF_RFC_8032.key) ?? '', headers, SPECIFIED.text)).toBe(true);
    expect(headers['webhook-signature']?.split(' ')).toHaveLength(3);
  });

  it('under an id without a full stop, which is that of the event', () => {
    const id = '0199b2f0-7c1e-7d6a-9a53-3f6f5a1c2e4d';
    expect(webhookIdOf(id)).toBe(id);
    expect(webhookIdOf('referral-1/sight-ended/3')).toBe('referral-1/sight-ended/3');
    expect(webhookIdOf('a.b 单')).toBe('a%2Eb%20%E5%8D%95');
  });
});

describe('a secret at rest', () => {
  const [one, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];

  it('opens with its key and for its webhook alone', () => {
    const sealed = new KeySafe([one]).seal(SECRET.secret, 'webhook-1');
    expect(sealed).not.toContain(SECRET.secret.toString('base64url'));
    expect(new KeySafe([one]).open(sealed, 'webhook-1')).toEqual(SECRET.secret);
    expect(() => new KeySafe([one]).open(sealed, 'webhook-2')).toThrow(SecretUnreadable);
    expect(() => new KeySafe([other]).open(sealed, 'webhook-1')).toThrow(SecretUnreadable);
    const last = sealed.at(-2) === 'A' ? 'B' : 'A';
    expect(() => new KeySafe([one]).open(`${sealed.slice(0, -2)}${last}${sealed.at(-1)}`, 'webhook-1')).toThrow(
      SecretUnreadable,
    );
  });

  it('is sealed under the first key, and still opens under one that was replaced', () => {
    const sealed = new KeySafe([one]).seal(SECRET.secret, 'webhook-1');
    const both = new KeySafe([other, one]);
    expect(both.open(sealed, 'webhook-1')).toEqual(SECRET.secret);
    expect(() => new KeySafe([one]).open(both.seal(SECRET.secret, 'webhook-1'), 'webhook-1')).toThrow('WEBHOOK_KEY');
  });

  it('is sealed differently each time', () => {
    const safe = new KeySafe([one]);
    expect(safe.seal(SECRET.secret, 'webhook-1')).not.toBe(safe.seal(SECRET.secret, 'webhook-1'));
    expect(() => new KeySafe([Buffer.alloc(31)])).toThrow('32 bytes');
  });
});
