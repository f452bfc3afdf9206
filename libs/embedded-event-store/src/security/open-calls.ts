/** What a client asks before it says who it is; neither tells anything of what is stored. */
export const OPEN_TO_ALL: ReadonlySet<string> = new Set([
  '/event_store.client.server_features.ServerFeatures/GetSupportedMethods',
  '/event_store.client.gossip.Gossip/Read',
]);
