import { describeKills } from './surviving-kills';
import { standaloneWorld } from './worlds';

describeKills('the exchange with its store in one process', 25, standaloneWorld);
