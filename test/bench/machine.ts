import { cpus, totalmem, type } from 'node:os';

/** What the figures were measured on, and when (Asia/Shanghai), in one line. */
export function machine(now: Date): string {
  const [cpu] = cpus();
  const when = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Asia/Shanghai' });
  const memory = `${(totalmem() / 2 ** 30).toFixed(1)} GiB`;
  return `${cpus().length} × ${cpu?.model.trim()}, ${memory}, ${type()}, Node ${process.version}, ${when.format(now)} Asia/Shanghai`;
}
