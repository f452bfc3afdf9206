import { describeKills } from './surviving-kills';
import { separateWorld } from './worlds';

describeKills('the event store beneath a living exchange', 15, () => separateWorld('event-store'));
