import type { Audience } from '@fuyuan/contracts';
import type { ReadSideApp } from '@fuyuan/read-side';
import { court } from '../../../court/src/court';
import { government } from '../../../government/src/government';
import { procuratorate } from '../../../procuratorate/src/procuratorate';

export const READ_SIDES: readonly ReadSideApp[] = [court, procuratorate, government];

export const viewsOf = (audience: Audience) =>
  READ_SIDES.filter((side) => side.audience === audience).flatMap(({ views }) =>
    views.map(({ projection }) => projection),
  );
