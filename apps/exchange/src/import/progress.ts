import { Presets, SingleBar } from 'cli-progress';
import type { Language } from '@fuyuan/platform';
import { nothingSent, type Sent } from './send-rows';
import type { Terminal } from './terminal';

/** Shows how far the import has come: a bar to a person at a terminal, now and then a line to a log. */
export type Progress = Readonly<{ show: (sent: Readonly<Sent>) => void; end: () => void }>;

const LINE_EVERY_MS = 5_000;
const REDRAWS_PER_SECOND = 10;

export const progressOn = ({ err, language }: Terminal, total: number): Progress =>
  err.isTTY ? bar(err, total, language) : lines(err, total, language);

function bar(stream: NodeJS.WriteStream, total: number, language: Language): Progress {
  const format =
    language === 'zh'
      ? '{bar} {percentage}% │ {value}/{total} │ 新登记 {recorded}，已有 {already}，被拒 {refused} │ 余 {eta_formatted}'
      : '{bar} {percentage}% | {value}/{total} | {recorded} new, {already} before, {refused} refused | {eta_formatted} left';
  const shown = new SingleBar(
    { stream, format, fps: REDRAWS_PER_SECOND, hideCursor: true, etaBuffer: 1_000, gracefulExit: false },
    Presets.shades_classic,
  );
  shown.start(total, 0, nothingSent());
  return {
    show: ({ recorded, already, refused }) =>
      shown.update(recorded + already + refused, { recorded, already, refused }),
    end: () => shown.stop(),
  };
}

function lines(stream: NodeJS.WriteStream, total: number, language: Language): Progress {
  let next = Date.now() + LINE_EVERY_MS;
  const show = ({ recorded, already, refused }: Readonly<Sent>): void => {
    if (Date.now() < next) return;

    next = Date.now() + LINE_EVERY_MS;
    const done = recorded + already + refused;
    const percent = Math.floor((done / total) * 100);
    stream.write(
      language === 'zh' ? `已处理 ${done}/${total}（${percent}%）\n` : `${done} of ${total} (${percent}%)\n`,
    );
  };
  return { show, end: () => undefined };
}
