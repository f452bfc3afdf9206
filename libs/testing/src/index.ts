export { startEventStore } from './embedded-event-store';
export { story } from './story';
export {
  startScriptedEventStore,
  type Act,
  type AppendAct,
  type ScriptedAppend,
  type ScriptedEventStore,
  type ScriptedSubscription,
} from './scripted-event-store';
