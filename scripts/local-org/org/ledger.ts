/** When each member of what is deployed came and last changed, and by whom. */
import type { Id } from '../model/index.ts';
import type { KeyValueStore } from '../database/types.ts';
import type { ComponentId, ComponentSource } from '../metadata/types.ts';
import { componentKey } from './components.ts';
import { memberChanges } from './deploy/plan.ts';

export interface MemberHistory {
    /** Milliseconds since 1970. */
    readonly created: number;
    readonly createdBy: Id;
    readonly modified: number;
    readonly modifiedBy: Id;
}

const PREFIX = 'member-history/';

/** The history of all members of one type, by full name in lower case. */
export const historyOf = (store: KeyValueStore, type: string): Map<string, MemberHistory> => {
    const bytes = store.get(PREFIX + type);
    return new Map(bytes ? (JSON.parse(Buffer.from(bytes).toString('utf8')) as [string, MemberHistory][]) : []);
};

/**
 * Notes what a deployment makes of each member, in the transaction that writes the components.
 * @param before what was deployed until now, by key
 */
export const noteChanges = (
    store: KeyValueStore,
    {
        before,
        changed,
        removed
    }: {
        readonly before: ReadonlyMap<string, ComponentSource>;
        readonly changed: readonly ComponentSource[];
        readonly removed: readonly ComponentId[];
    },
    by: Id,
    now: number
): void => {
    const known = new Map<string, Map<string, MemberHistory>>();
    const of = (type: string): Map<string, MemberHistory> => {
        const histories = known.get(type) ?? historyOf(store, type);
        known.set(type, histories);
        return histories;
    };
    const gone = removed.flatMap((id) => before.get(componentKey(id)) ?? []);
    const pairs = changed.map((after) => [before.get(componentKey(after)), after] as const);
    for (const [earlier, later] of [...gone.map((one) => [one, undefined] as const), ...pairs])
        for (const { type, fullName, change } of memberChanges(earlier, later)) {
            const histories = of(type);
            const name = fullName.toLowerCase();
            const history = histories.get(name);
            if (change === 'deleted') histories.delete(name);
            else if (change === 'created' || !history)
                histories.set(name, { created: now, createdBy: by, modified: now, modifiedBy: by });
            else if (change === 'changed') histories.set(name, { ...history, modified: now, modifiedBy: by });
        }
    for (const [type, histories] of known) store.set(PREFIX + type, Buffer.from(JSON.stringify([...histories])));
};
