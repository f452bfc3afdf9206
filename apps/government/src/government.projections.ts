import {
  lawNoticesProjection,
  referralKindsProjection,
  referralsProjection,
  unitsProjection,
} from '@fuyuan/projections';
import type { AnyProjection } from '@fuyuan/read-model';

/** What the government makes its views of. Apart from the views, so that a thread that only makes them loads no more. */
export const projections: readonly AnyProjection[] = [
  unitsProjection,
  referralKindsProjection,
  referralsProjection,
  lawNoticesProjection,
];
