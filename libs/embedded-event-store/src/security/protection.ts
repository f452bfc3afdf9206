import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isIPv4 } from 'node:net';
import { createSecureContext } from 'node:tls';
import { ServerCredentials } from '@grpc/grpc-js';
import type { StoreUser, TlsFiles } from '../options';
import type { Protection } from '../server/server';
import { authentication } from './authentication';
import { onlyNamed } from './connection-name';
import { checkUsers } from './users-file';

/** The node was asked to be reached in a way that would leave it open. Nothing was opened. */
export class NotProtected extends Error {
  override readonly name = 'NotProtected';
}

interface Reach {
  readonly host: string;
  readonly tls?: TlsFiles | undefined;
  readonly users?: readonly StoreUser[] | undefined;
  readonly connectionName?: string | undefined;
}

/**
 * How the node is to be reached. Beyond this machine only with TLS and users; on it, without either.
 *
 * @throws NotProtected, or an Error that names the file that cannot be used
 */
export function protection({ host, tls, users, connectionName }: Reach): Protection {
  if (users) checkUsers(users);
  const lacking = whatLacks({ host, tls, users });
  if (lacking) throw new NotProtected(lacking);
  const interceptors = [
    ...(users ? [authentication(users)] : []),
    ...(connectionName ? [onlyNamed(connectionName)] : []),
  ];
  return { credentials: tls ? tlsCredentials(tls) : ServerCredentials.createInsecure(), interceptors };
}

function whatLacks({ host, tls, users }: Omit<Reach, 'connectionName'>): string | undefined {
  if (users?.length === 0) return 'The list of users is empty: nobody could connect.';
  if (users && !tls) return 'Users need TLS (a certificate and its key): without it clients send no password.';
  if (isLoopback(host) || users) return undefined;
  const missing = tls ? 'users' : 'TLS (a certificate and its key) and users';
  return `${host} can be reached from other machines: that needs ${missing}. Or listen on 127.0.0.1.`;
}

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));

function tlsCredentials({ cert, key }: TlsFiles): ServerCredentials {
  const [certificate, privateKey] = [pem(cert, 'certificate'), pem(key, 'key')];
  try {
    createSecureContext({ cert: certificate, key: privateKey });
  } catch (error) {
    throw new Error(`The certificate and the key cannot be used together: ${(error as Error).message}`);
  }
  const { validTo } = new X509Certificate(certificate);
  if (Date.parse(validTo) < Date.now()) throw new Error(`The certificate was valid until ${validTo}.`);
  return ServerCredentials.createSsl(null, [{ cert_chain: certificate, private_key: privateKey }], false);
}

function pem(textOrPath: string, what: string): Buffer {
  if (textOrPath.includes('-----BEGIN')) return Buffer.from(textOrPath, 'utf8');
  try {
    return readFileSync(textOrPath);
  } catch (error) {
    throw new Error(`The ${what} ${textOrPath} cannot be read: ${(error as Error).message}`);
  }
}
