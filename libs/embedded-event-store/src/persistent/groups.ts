import type { ServiceError } from '@grpc/grpc-js';
import { stopping } from '../server/refusals';
import type { EventLog } from '../store/event-log';
import { Group } from './group';
import { groupDoesNotExist, groupDropped, groupExists, keyOf, type GroupName } from './group-name';
import { GroupRegister, type KeptGroup } from './group-register';
import type { GroupSettings } from './group-settings';
import { sourceOf, startOf } from './source';

/** All groups of the node. Every change is durable when its promise resolves. */
export class Groups {
  private groups: Promise<Map<string, Group>> | undefined;
  private readonly register: GroupRegister;
  /** Changes come one after the other, so that two of the same name cannot both be the first. */
  private changing: Promise<unknown> = Promise.resolve();
  private stopped = false;

  constructor(private readonly log: EventLog) {
    this.register = new GroupRegister(log);
  }

  /** @throws ServiceError when there is no such group */
  async find(name: GroupName): Promise<Group> {
    const group = (await this.loaded()).get(keyOf(name));
    if (!group) throw groupDoesNotExist(name);
    return group;
  }

  async all(): Promise<Group[]> {
    return [...(await this.loaded()).values()];
  }

  create(name: GroupName, settings: GroupSettings): Promise<void> {
    return this.change(async (groups) => {
      if (groups.has(keyOf(name))) throw groupExists(name);
      const source = sourceOf(this.log, name.source, settings.filter);
      const checkpoint = startOf(source, settings.startFrom);
      const kept = { name, settings, checkpoint, moved: false, replayTo: 0 };
      await this.register.add(kept);
      groups.set(keyOf(name), this.group(kept));
    });
  }

  /** The filter stays. A new start counts only while nothing was settled. Subscribers are dropped and may come back. */
  update(name: GroupName, changed: GroupSettings): Promise<void> {
    return this.change(async (groups) => {
      const group = await this.find(name);
      await group.stop(groupDropped(name, 'its settings were changed.'));
      const [before] = (await this.register.load()).filter(({ name: other }) => keyOf(other) === keyOf(name));
      if (!before) throw groupDoesNotExist(name);
      const { filter } = before.settings;
      const settings = filter ? { ...changed, filter } : changed;
      const source = sourceOf(this.log, name.source, filter);
      const checkpoint = before.moved ? before.checkpoint : startOf(source, settings.startFrom);
      const kept = { ...before, settings, checkpoint };
      await this.register.change(kept);
      groups.set(keyOf(name), this.group(kept));
    });
  }

  delete(name: GroupName): Promise<void> {
    return this.change(async (groups) => {
      const group = await this.find(name);
      await this.register.remove(name);
      groups.delete(keyOf(name));
      await group.stop(groupDropped(name, 'it was deleted.'));
      await group.parking.remove();
    });
  }

  /** Everything is read again from the file; subscribers are dropped and may come back. */
  restart(): Promise<void> {
    return this.change(async (groups) => {
      for (const group of groups.values()) await group.stop(groupDropped(group.kept.name, 'the subsystem restarts.'));
      this.groups = undefined;
      await this.loaded();
    });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (!this.groups) return;
    await this.changing.catch(() => undefined);
    const reason: ServiceError = stopping();
    await Promise.all((await this.all()).map((group) => group.stop(reason)));
  }

  private loaded(): Promise<Map<string, Group>> {
    if (!this.groups) {
      this.groups = this.load();
      this.groups.catch(() => (this.groups = undefined));
    }
    return this.groups;
  }

  private async load(): Promise<Map<string, Group>> {
    const kept = await this.register.load();
    return new Map(kept.map((one) => [keyOf(one.name), this.group(one)]));
  }

  private group(kept: KeptGroup): Group {
    return new Group(this.log, this.register, kept);
  }

  private change(work: (groups: Map<string, Group>) => Promise<void>): Promise<void> {
    const done = this.changing.then(async () => {
      if (this.stopped) throw stopping();
      await work(await this.loaded());
    });
    this.changing = done.catch(() => undefined);
    return done;
  }
}
