import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Permission, POLICY } from '@fuyuan/identity';
import { accessMatrix } from './access-matrix';

const page = resolve(__dirname, '../../docs/access-matrix.md');

it('docs/access-matrix.md says what the tables say', () => {
  if (process.env['FUYUAN_WRITE_DOCS'] === '1') writeFileSync(page, accessMatrix());
  expect(readFileSync(page, 'utf8')).toBe(accessMatrix());
});

it('leaves out no permission', () => {
  const told = accessMatrix();
  const word = (permission: Permission) => permission.replace(/^(?!view-)(.*)-(referral|law-notice)$/, '$1');
  for (const permission of Object.keys(POLICY) as Permission[]) expect(told).toContain(word(permission));
});
