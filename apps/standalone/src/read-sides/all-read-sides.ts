import type { ReadSideApp } from '@fuyuan/read-side';
import { court } from '../../../court/src/court';
import { government } from '../../../government/src/government';
import { procuratorate } from '../../../procuratorate/src/procuratorate';

export const READ_SIDES: readonly ReadSideApp[] = [court, procuratorate, government];
