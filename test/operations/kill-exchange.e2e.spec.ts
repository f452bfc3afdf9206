import { describeKills } from './surviving-kills';
import { separateWorld } from './worlds';

describeKills('the exchange above a living event store', 10, () => separateWorld('exchange'));
