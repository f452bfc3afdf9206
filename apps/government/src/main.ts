import { runReadSide } from '@fuyuan/read-side';
import { government } from './government';

runReadSide(government, 3004);
