import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A certificate for servers of a test and its private key, as PEM; signed by itself. */
export type TestCertificate = Readonly<{ cert: string; key: string }>;

const DAY_MS = 86_400_000;

/** Of this machine (`localhost`, 127.0.0.1) unless another name is told; valid from a day ago unless told. */
export function testCertificate(name = 'localhost', from = new Date(Date.now() - DAY_MS), days = 30): TestCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const until = new Date(from.getTime() + days * DAY_MS);
  // X.509 (RFC 5280), in DER: each `der` is tag, length, content.
  const names = sequence(der(0x31, sequence(object('550403'), der(0x0c, Buffer.from(name)))));
  const alternatives = sequence(der(0x82, Buffer.from(name)), der(0x87, Buffer.from([127, 0, 0, 1])));
  const extensions = [
    sequence(object('551d11'), der(0x04, alternatives)),
    sequence(object('551d13'), der(0x04, sequence(der(0x01, Buffer.from([0xff]))))),
  ];
  const algorithm = sequence(object('2a8648ce3d040302'));
  const signed = sequence(
    ...[der(0xa0, der(0x02, Buffer.from([2]))), der(0x02, Buffer.from([1, ...randomBytes(8)])), algorithm, names],
    ...[sequence(time(from), time(until)), names, publicKey.export({ format: 'der', type: 'spki' })],
    der(0xa3, sequence(...extensions)),
  );
  const signature = der(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', signed, privateKey)]));
  const lines =
    sequence(signed, algorithm, signature)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ format: 'pem', type: 'pkcs8' }) as string,
  };
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, Buffer.concat(parts));
const object = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const time = (at: Date): Buffer => der(0x17, Buffer.from(`${at.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));
