import { ValidationFailed, type Sentence } from '@fuyuan/platform';
import { AddressRefused, type DestinationGuard, type UrlFault } from '@fuyuan/webhooks';

type Words = Omit<Sentence, 'rule'>;

const FAULTS: Readonly<Record<UrlFault, Words>> = {
  malformed: { zh: '须为网址，最长 2048 个字符。', en: 'Must be a URL of at most 2048 characters.' },
  scheme: {
    zh: '须为 https 地址；http 须由运维以 WEBHOOK_ALLOW_HTTP 放行。',
    en: 'Must be https; an operator allows http by WEBHOOK_ALLOW_HTTP.',
  },
  credentials: {
    zh: '网址中不得含用户名或密码；请核验签名。',
    en: 'Must hold no user name and no password; verify the signature instead.',
  },
  fragment: { zh: '网址中不得含 #。', en: 'Must not hold a #.' },
  port: {
    zh: '该端口未放行；由运维在 WEBHOOK_ALLOWED_PORTS 中放行。',
    en: 'That port is not allowed; an operator allows ports by WEBHOOK_ALLOWED_PORTS.',
  },
};

const UNKNOWN: Words = {
  zh: '域名无法解析，请检查后再登记。',
  en: 'The name has no address now; check it and register again.',
};
const LOOKUP_MS = 5_000;

const refused = (rule: string, words: Words): ValidationFailed =>
  new ValidationFailed([{ field: 'url', rule: `webhook-url.${rule}`, ...words }]);

/** Whether a webhook may be sent there. Errors: ValidationFailed, naming the rule and how an operator allows it. */
export async function checkUrl(guard: DestinationGuard, url: string): Promise<void> {
  const fault = guard.faultIn(url);
  if (fault) throw refused(fault, FAULTS[fault]);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The name service does not answer.')), LOOKUP_MS);
  });
  try {
    await Promise.race([guard.addressesOf(new URL(url).hostname), late]);
  } catch (error) {
    throw error instanceof AddressRefused ? refused('address', addressWords(error)) : refused('unknown', UNKNOWN);
  } finally {
    clearTimeout(timer);
  }
}

const addressWords = ({ address, why }: AddressRefused): Words =>
  why === 'never'
    ? {
        zh: `该地址（${address}）是本网段、链路本地、组播或云主机元数据地址，不得推送。`,
        en: `${address} is of this network, link-local, multicast or of cloud metadata: nothing is ever sent there.`,
      }
    : {
        zh: `该地址（${address}）不是公网地址。政务外网等内网地址，由运维在 WEBHOOK_ALLOWED_NETWORKS 中放行（如 10.0.0.0/8）后再登记。`,
        en: `${address} is not public. An operator allows such networks, a government intranet for example, by WEBHOOK_ALLOWED_NETWORKS (10.0.0.0/8); then register again.`,
      };
