import type { Command } from 'commander';
import { rotateKey } from './key-ring';

/** Adds `rotate-key` to the command that administers accounts. */
export function addRotateKey(root: Command, dataDir: string, output: NodeJS.WritableStream): void {
  root
    .command('rotate-key')
    .description('更换令牌签名密钥，无须重启 Replaces the key that signs tokens; nobody is signed out')
    .option('--revoke-old', '旧密钥立即作废（密钥泄露时用） refuse what old keys signed at once: one was stolen')
    .action(async ({ revokeOld }: Readonly<{ revokeOld?: true }>) => {
      const [newest, ...old] = await rotateKey(dataDir, { now: Date.now(), revokeOld });
      output.write(`新密钥 new key ${newest}\n`);
      for (const kid of old) output.write(`仍可验证 still verifies ${kid}\n`);
    });
}
