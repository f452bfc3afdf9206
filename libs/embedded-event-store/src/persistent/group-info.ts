import { SubscriptionInfo } from '@eventstore/db-client/generated/persistent_pb';
import type { Consumer } from './consumer';
import type { Group } from './group';
import type { StartFrom } from './group-settings';
import type { Source } from './source';

/** What a group tells of itself. Times in milliseconds. */
export function infoOf(group: Group): SubscriptionInfo {
  const { kept, source, feed, checkpoints, parking, pace } = group;
  const info = settingsInfo(group);
  info.setEventSource(kept.name.source);
  info.setGroupName(kept.name.group);
  info.setStatus(statusOf(group));
  info.setConnectionsList([...group.consumers].map(connectionInfo));
  info.setAveragePerSecond(pace.average);
  info.setTotalItems(String(pace.total));
  info.setCountSinceLastMeasurement(String(pace.recent));
  if (kept.moved || checkpoints.last !== kept.checkpoint) {
    info.setLastCheckpointedEventPosition(source.text(checkpoints.last));
  }
  const newest = source.newest();
  if (newest >= 0) info.setLastKnownEventPosition(source.text(newest));
  info.setReadBufferCount(feed.fresh.length);
  info.setLiveBufferCount('0');
  info.setRetryBufferCount(feed.again.length);
  info.setTotalInFlightMessages(group.outstanding);
  info.setOutstandingMessagesCount(group.outstanding);
  info.setParkedMessageCount(String(parking.count));
  return info;
}

function settingsInfo({ kept: { settings }, source }: Group): SubscriptionInfo {
  const info = new SubscriptionInfo();
  info.setResolveLinkTos(settings.resolveLinks);
  info.setStartFrom(startText(source, settings.startFrom));
  info.setMessageTimeoutMilliseconds(settings.messageTimeout);
  info.setExtraStatistics(settings.extraStatistics);
  info.setMaxRetryCount(settings.maxRetryCount);
  info.setLiveBufferSize(settings.liveBufferSize);
  info.setBufferSize(settings.historyBufferSize);
  info.setReadBatchSize(settings.readBatchSize);
  info.setCheckPointAfterMilliseconds(settings.checkpointAfter);
  info.setMinCheckPointCount(settings.minCheckpointCount);
  info.setMaxCheckPointCount(settings.maxCheckpointCount);
  info.setNamedConsumerStrategy(settings.strategy);
  info.setMaxSubscriberCount(settings.maxSubscriberCount);
  return info;
}

function startText(source: Source, startFrom: StartFrom): string {
  if (startFrom === 'start') return source.text(0);
  return source.text(startFrom === 'end' ? -1 : startFrom);
}

function statusOf({ consumers, feed, parking }: Group): string {
  if (consumers.size === 0) return 'NotReady';
  if (parking.replaying) return 'ReplayingParkedMessages';
  return feed.live ? 'Live' : 'Behind';
}

function connectionInfo({ participant, pace, bufferSize, inFlightCount }: Consumer): SubscriptionInfo.ConnectionInfo {
  const info = new SubscriptionInfo.ConnectionInfo();
  info.setFrom(participant.from);
  info.setUsername(participant.username);
  info.setConnectionName(participant.connectionName);
  info.setAverageItemsPerSecond(pace.average);
  info.setTotalItems(String(pace.total));
  info.setCountSinceLastMeasurement(String(pace.recent));
  info.setAvailableSlots(bufferSize - inFlightCount);
  info.setInFlightMessages(inFlightCount);
  return info;
}
