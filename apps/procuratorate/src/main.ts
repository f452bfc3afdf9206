import { runReadSide } from '@fuyuan/read-side';
import { procuratorate } from './procuratorate';

runReadSide(procuratorate, 3003);
