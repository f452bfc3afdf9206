export { startEventStore } from './embedded-event-store';
export { story } from './story';
