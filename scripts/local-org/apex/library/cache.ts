import { execution, invoke, isA, type ApexType } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { enumeration } from './enumeration.ts';
import { freeze, thaw } from './state.ts';
import { itemsOf, mapOf, need, raise, refused, setOf } from './support.ts';

type Members = LibraryType['members'];
type Kind = 'Org' | 'Session';

/** Source: Apex Reference Guide, Cache Namespace: bounds of the time to live, in seconds. */
const MIN_TTL = 300;
const TTL: Readonly<Record<Kind, { readonly usual: number; readonly most: number }>> = {
    Org: { usual: 86_400, most: 172_800 },
    Session: { usual: 28_800, most: 28_800 }
};
const DEFAULT_PARTITION = 'local.default';

interface Entry {
    readonly until: number;
    readonly state: string;
}

/** Partitions have no sizes of their own here: what is used is told against the smallest one there is, 1 MB. */
const PARTITION_BYTES = 1_048_576;

/** Cache.Partition: values of the org, or of a user's session, kept as text as asynchronous Apex keeps them. */
class Partition {
    readonly kind: Kind;
    readonly name: string;
    constructor(kind: Kind, name: string) {
        this.kind = kind;
        this.name = name.includes('.') ? name : `local.${name}`;
    }
    private get prefix(): string {
        const owner = this.kind === 'Org' ? 'org' : `session/${execution().tx.user.userId}`;
        return `apex/cache/${owner}/${this.name.toLowerCase()}/`;
    }
    private read(key: string): Entry | undefined {
        const bytes = execution().database.store.get(this.prefix + key);
        if (!bytes) return undefined;
        const entry = JSON.parse(new TextDecoder().decode(bytes)) as Entry;
        return entry.until > execution().tx.now.ms ? entry : undefined;
    }
    put(key: string, value: unknown, seconds: number): void {
        if (value === null) raise(`Cache.${this.kind}.${this.kind}CacheException`, 'Value cannot be null');
        if (seconds < MIN_TTL || seconds > TTL[this.kind].most)
            raise('Cache.InvalidParamException', `Invalid time to live: ${seconds}`);
        const entry: Entry = { until: execution().tx.now.ms + seconds * 1000, state: freeze(value) };
        execution().database.store.set(this.prefix + key, new TextEncoder().encode(JSON.stringify(entry)));
    }
    get(key: string): unknown {
        const entry = this.read(key);
        return entry ? thaw(entry.state) : null;
    }
    has(key: string): boolean {
        return this.read(key) !== undefined;
    }
    remove(key: string): boolean {
        const known = this.has(key);
        execution().database.store.delete(this.prefix + key);
        return known;
    }
    /** What its values take. */
    get bytes(): number {
        const { store } = execution().database;
        return store.keys(this.prefix).reduce((sum, key) => sum + (store.get(key)?.length ?? 0), 0);
    }
    get keys(): string[] {
        return execution()
            .database.store.keys(this.prefix)
            .map((key) => key.slice(this.prefix.length))
            .filter((key) => this.has(key));
    }
    apexText(): string {
        return `Cache.${this.kind}Partition[${this.name}]`;
    }
}

/** @throws Cache.InvalidParamException for what is no key */
const checked = (key: string | null): string => {
    const text = need(key);
    if (!/^[A-Za-z0-9]{1,50}$/.test(text))
        raise('Cache.InvalidParamException', `Key must be alphanumeric and at most 50 characters: ${text}`);
    return text;
};
/** `key`, `partition.key` or `namespace.partition.key` of the static methods. */
const placed = (kind: Kind, key: string | null): readonly [Partition, string] => {
    const parts = need(key).split('.');
    const last = checked(parts.pop() ?? '');
    return [new Partition(kind, parts.length === 0 ? DEFAULT_PARTITION : parts.join('.')), last];
};

/** @throws Cache.InvalidCacheBuilderException for a class that is no builder */
const builderOf = (builder: ApexType | null): object => {
    const made = need(builder).user?.construct();
    return made && isA(made, 'Cache.CacheBuilder')
        ? made
        : raise('Cache.InvalidCacheBuilderException', `${need(builder).name} does not implement Cache.CacheBuilder`);
};
/** `get(Builder.class, 'key')`: what the builder loads where the cache has no value. */
const built = (partition: Partition, builder: ApexType | null, key: string | null): unknown => {
    const made = builderOf(builder);
    const known = partition.get(builtKey(builder, key));
    if (known !== null) return known;
    const value = invoke(made, 'doLoad', need(key));
    if (value !== null) partition.put(builtKey(builder, key), value, TTL[partition.kind].usual);
    return value;
};
const builtKey = (builder: ApexType | null, key: string | null): string => `${need(builder).name}/${need(key)}`;

const put = (partition: Partition, key: string, value: unknown, seconds: number | null): null => {
    partition.put(key, value, need(seconds));
    return null;
};
/** The methods of a kind of cache, of the class itself or of a partition. */
const cacheMembers = (kind: Kind, isStatic: boolean): Members => {
    const word = isStatic ? 'static ' : '';
    /** Called with the key alone, or with the partition before it. */
    const on =
        (work: (partition: Partition, key: string, ...rest: never[]) => unknown) =>
        (...list: unknown[]): unknown => {
            if (isStatic) {
                const [key, ...rest] = list;
                const [partition, last] = placed(kind, key as string | null);
                return work(partition, last, ...(rest as never[]));
            }
            const [partition, key, ...rest] = list;
            return work(partition as Partition, checked(key as string | null), ...(rest as never[]));
        };
    const whole =
        (work: (partition: Partition, ...rest: never[]) => unknown) =>
        (...list: unknown[]): unknown =>
            isStatic
                ? work(new Partition(kind, DEFAULT_PARTITION), ...(list as never[]))
                : work(list[0] as Partition, ...(list.slice(1) as never[]));
    // A partition's kind says how long it keeps values by default, also where the members are those of both kinds.
    const plainPut = on((partition, key, value: unknown) => put(partition, key, value, TTL[partition.kind].usual));
    const timedPut = on((partition, key, value: unknown, seconds: number | null) =>
        put(partition, key, value, seconds)
    );
    return {
        [`${word}void put(String key, Object value)`]: plainPut,
        [`${word}void put(String key, Object value, Cache.Visibility visibility)`]: plainPut,
        [`${word}void put(String key, Object value, Integer seconds)`]: timedPut,
        [`${word}void put(String key, Object value, Integer seconds, Cache.Visibility visibility, Boolean immutable)`]:
            timedPut,
        [`${word}Object get(String key)`]: on((partition, key) => partition.get(key)),
        [`${word}Object get(System.Type builder, String key)`]: whole(
            (partition, builder: ApexType | null, key: string | null) => built(partition, builder, key)
        ),
        [`${word}Map<String, Object> get(Set<String> keys)`]: whole((partition, keys: unknown) =>
            mapOf(
                'String',
                'Object',
                itemsOf(keys).map((key) => [key, partition.get(checked(key as string | null))] as const)
            )
        ),
        [`${word}Boolean contains(String key)`]: on((partition, key) => partition.has(key)),
        [`${word}Map<String, Boolean> contains(Set<String> keys)`]: whole((partition, keys: unknown) =>
            mapOf(
                'String',
                'Boolean',
                itemsOf(keys).map((key) => [key, partition.has(checked(key as string | null))] as const)
            )
        ),
        [`${word}Boolean remove(String key)`]: on((partition, key) => partition.remove(key)),
        [`${word}Boolean remove(System.Type builder, String key)`]: whole(
            (partition, builder: ApexType | null, key: string | null) => partition.remove(builtKey(builder, key))
        ),
        [`${word}Set<String> getKeys()`]: whole((partition) => setOf('String', partition.keys)),
        [`${word}String getName()`]: whole((partition) => partition.name),
        // How much of the partition is used, in percent: nothing of an empty one.
        [`${word}Double getCapacity()`]: whole((partition) => Math.min(100, (partition.bytes / PARTITION_BYTES) * 100)),
        [`${word}Long getNumKeys()`]: whole((partition) => BigInt(partition.keys.length)),
        ...Object.fromEntries(
            [
                'Double getMissRate()',
                'Long getAvgGetTime()',
                'Long getAvgValueSize()',
                'Long getMaxGetTime()',
                'Long getMaxGetSize()',
                'Long getAvgGetSize()',
                'Long getMaxValueSize()'
            ].map((signature) => [`${word}${signature}`, refused(`Cache.${kind} statistics`)])
        )
    };
};
const statics = (kind: Kind): LibraryType => ({
    name: `Cache.${kind}`,
    kind: 'class',
    members: {
        ...cacheMembers(kind, true),
        'static Integer MAX_TTL_SECS': () => TTL[kind].most,
        [`static Cache.${kind}Partition getPartition(String name)`]: (name: string | null) =>
            new Partition(kind, need(name)),
        ...(kind === 'Session' ? { 'static Boolean isAvailable()': () => true } : {})
    }
});
const partitionOf = (kind: Kind): LibraryType => ({
    name: `Cache.${kind}Partition`,
    kind: 'class',
    extends: 'Cache.Partition',
    is: (value) => value instanceof Partition && value.kind === kind,
    members: {}
});
const partition: LibraryType = {
    name: 'Cache.Partition',
    kind: 'class',
    is: (value) => value instanceof Partition,
    members: {
        ...cacheMembers('Org', false),
        'Boolean isAvailable()': () => true,
        'static String createFullyQualifiedKey(String namespace, String partition, String key)': (
            namespace: string | null,
            name: string | null,
            key: string | null
        ) => `${need(namespace)}.${need(name)}.${need(key)}`,
        'static String createFullyQualifiedPartition(String namespace, String partition)': (
            namespace: string | null,
            name: string | null
        ) => `${need(namespace)}.${need(name)}`,
        'static void validateKey(Boolean isDefault, String key)': (_isDefault: boolean | null, key: string | null) => {
            placed('Org', key);
        },
        'static void validateKeyValue(Boolean isDefault, String key, Object value)': (
            _isDefault: boolean | null,
            key: string | null,
            value: unknown
        ) => {
            placed('Org', key);
            need(value);
        },
        'static void validateKeys(Boolean isDefault, Set<String> keys)': (
            _isDefault: boolean | null,
            keys: unknown
        ) => {
            for (const key of itemsOf(keys)) placed('Org', key as string | null);
        },
        'static void validateCacheBuilder(System.Type builder)': (type: ApexType | null) => {
            builderOf(type);
        },
        'static void validatePartitionName(String name)': (name: string | null) => {
            if (!/^[A-Za-z]\w*(\.[A-Za-z]\w*)?$/.test(need(name)))
                raise('Cache.InvalidParamException', `Invalid partition name: ${name}`);
        }
    }
};
const builder: LibraryType = {
    name: 'Cache.CacheBuilder',
    kind: 'interface',
    members: { 'Object doLoad(String key)': (self: unknown, key: unknown) => invoke(self, 'doLoad', key) },
    abstractMembers: ['Object doLoad(String key)']
};

/** Platform Cache without partitions' bounds: every partition is there. Source: Apex Reference Guide, Cache Namespace. */
export const cacheTypes: readonly LibraryType[] = [
    statics('Org'),
    statics('Session'),
    partition,
    partitionOf('Org'),
    partitionOf('Session'),
    builder,
    enumeration('Cache.Visibility', 'ALL NAMESPACE')
];
