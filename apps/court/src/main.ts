import { runReadSide } from '@fuyuan/read-side';
import { court } from './court';

runReadSide(court, 3002);
