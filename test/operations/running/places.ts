import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Place = Readonly<{ path: string; remove(): void }>;

export function temporaryDirectory(): Place {
  const path = mkdtempSync(join(tmpdir(), 'fuyuan-operations-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A disk of its own that is soon full. Errors: this user may not mount. */
export function smallDisk(megabytes: number): Place {
  const { path, remove } = temporaryDirectory();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path], { stdio: 'pipe' });
  } catch (error) {
    remove();
    throw error;
  }
  const unmount = () => {
    execFileSync('umount', ['--lazy', path], { stdio: 'pipe' });
    remove();
  };
  return { path, remove: unmount };
}

/** A port that was free a moment ago: the app that is killed must come back on the one its callers know. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
