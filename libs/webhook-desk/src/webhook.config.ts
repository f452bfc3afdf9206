import { readFileSync } from 'node:fs';
import {
  ConfigurationInvalid,
  Duration,
  duration,
  FilePath,
  Flag,
  ListOf,
  network,
  property,
  scalar,
  Whole,
  type Rule,
} from '@fuyuan/platform';
import { isProcessKey, RETRY_PAUSES, type WebhookSettings } from '@fuyuan/webhooks';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Keys in base64, divided by commas; never shown. */
const processKeys: Rule<string[]> = scalar<string[]>({
  name: 'webhook-keys',
  schema: { type: 'string', format: 'password' },
  secret: true,
  fromText: (text) => text.split(',').map((key) => key.trim()),
  check: (value) =>
    Array.isArray(value) && value.every((key) => isProcessKey(String(key)))
      ? undefined
      : {
          rule: 'webhook-keys',
          zh: '须为 32 字节的 base64（openssl rand -base64 32），轮换时新的在前，以逗号分隔。',
          en: 'Must be 32 bytes in base64 (openssl rand -base64 32); the new one first, divided by commas.',
        },
});

/** A port, or the first and the last of several. */
const ports: Rule<string> = scalar<string>({
  name: 'ports',
  schema: { type: 'string', example: '8000-8999' },
  check: (value) =>
    typeof value === 'string' && isRange(value)
      ? undefined
      : {
          rule: 'ports',
          zh: '须为端口（443）或端口范围（8000-8999）。',
          en: 'Must be a port (443) or ports (8000-8999).',
        },
});

function isRange(text: string): boolean {
  if (!/^\d{1,5}(-\d{1,5})?$/.test(text)) return false;
  const { from, to } = rangeOf(text);
  return from >= 1 && from <= to && to <= 65_535;
}

function rangeOf(text: string): Readonly<{ from: number; to: number }> {
  const [from = '', to = from] = text.split('-');
  return { from: Number(from), to: Number(to) };
}

/** Where webhooks may be sent and how; `.env.example` tells of each variable. */
export class WebhookConfig {
  /** Keys under which secrets are kept; a private file in DATA_DIR unless told. */
  @property(processKeys, { optional: true })
  webhookKey?: string[];

  /** Networks that are not public and may be reached all the same. */
  @ListOf(network(), { max: 100, optional: true })
  webhookAllowedNetworks: string[] = [];

  @ListOf(ports, { min: 1, max: 50, optional: true })
  webhookAllowedPorts: string[] = ['443', '8443'];

  @Flag({ optional: true })
  webhookAllowHttp = false;

  /** Certificates of authorities that are trusted besides those that Node knows. */
  @FilePath({ optional: true })
  webhookCaFile?: string;

  /** Pauses after the first, the second … failure. */
  @ListOf(duration({ min: 10, max: DAY }), { min: 1, max: 30, optional: true })
  webhookRetryPauses: number[] = [...RETRY_PAUSES];

  @Duration({ min: 100, max: MINUTE, optional: true })
  webhookConnectTimeout = 5_000;

  @Duration({ min: 100, max: MINUTE, optional: true })
  webhookAnswerTimeout = 15_000;

  @Duration({ min: 100, max: 2 * MINUTE, optional: true })
  webhookTotalTimeout = 25_000;

  /** How many receivers are sent to at once. */
  @Whole({ min: 1, max: 500, optional: true })
  webhooksAtOnce = 20;
}

/** Errors: ConfigurationInvalid where the certificates cannot be read. */
export const webhookSettingsOf = (config: Readonly<WebhookConfig>, dataDir: string): WebhookSettings => ({
  dataDir,
  keys: config.webhookKey,
  rules: {
    allowedNetworks: config.webhookAllowedNetworks,
    allowedPorts: config.webhookAllowedPorts.map(rangeOf),
    allowHttp: config.webhookAllowHttp,
  },
  times: {
    connectMs: config.webhookConnectTimeout,
    answerMs: config.webhookAnswerTimeout,
    totalMs: config.webhookTotalTimeout,
  },
  pauses: config.webhookRetryPauses,
  atOnce: config.webhooksAtOnce,
  trusted: config.webhookCaFile === undefined ? undefined : certificatesIn(config.webhookCaFile),
});

function certificatesIn(path: string): string {
  let text = '';
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw invalid(path, `无法读取。Cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}`);
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----')) throw invalid(path, '不含 PEM 证书。Holds no certificate in PEM.');
  return text;
}

const invalid = (path: string, why: string) =>
  new ConfigurationInvalid([`  WEBHOOK_CA_FILE=${JSON.stringify(path)}: ${why}`]);
