import { validated } from '@fuyuan/platform';
import { UnitPath } from '../unit/unit.requests';

/** Whether the exchange would take it for the id of a unit. */
export function isIdentifier(text: string): boolean {
  try {
    validated(UnitPath, { unitId: text });
    return true;
  } catch {
    return false;
  }
}
