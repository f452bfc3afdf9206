import type { Audience } from '@fuyuan/contracts';
import type { AnyProjection } from '@fuyuan/read-model';
import { projections as court } from '../../../court/src/court.projections';
import { projections as government } from '../../../government/src/government.projections';
import { projections as procuratorate } from '../../../procuratorate/src/procuratorate.projections';

/** What each read side makes its views of. */
export const PROJECTIONS: Readonly<Record<Audience, readonly AnyProjection[]>> = { court, procuratorate, government };
