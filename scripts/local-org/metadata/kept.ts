/** A compiled model as bytes and back, so that what one process compiled the next one need not. */
import { deserialize, serialize } from 'node:v8';
import { Decimal } from '../model/index.ts';
import { FoldedMap, FoldedSet } from './folded.ts';
import { ObjectDefinition, SchemaDefinition } from './schema/definition.ts';
import type { ComponentSource, MetadataModel } from './types.ts';

/** Classes whose instances a model holds; plain objects, arrays, maps and sets need no mention. */
const CLASSES: readonly (abstract new (...given: never[]) => object)[] = [Decimal, ObjectDefinition, SchemaDefinition];

type Data = Omit<MetadataModel, 'components'>;

/** The format keeps identity, and no prototypes: which objects are of which class is said beside them. */
interface KeptModel {
    readonly data: Data;
    /** In the order of `CLASSES`. */
    readonly instances: readonly object[][];
    readonly foldedMaps: Map<string, unknown>[];
    readonly foldedSets: Set<string>[];
    readonly frozen: object[];
}

/** Sorts everything that can be reached from an object; undefined where something is of a class that is not kept. */
const sorted = (data: Data): KeptModel | undefined => {
    const kept: KeptModel = { data, instances: CLASSES.map(() => []), foldedMaps: [], foldedSets: [], frozen: [] };
    const seen = new Set<object>();
    const waiting: unknown[] = [data];
    while (waiting.length > 0) {
        const value = waiting.pop();
        if (typeof value === 'function') return undefined;
        if (typeof value !== 'object' || value === null || seen.has(value)) continue;
        seen.add(value);
        if (Object.isFrozen(value)) kept.frozen.push(value);
        if (value instanceof Map) {
            if (value instanceof FoldedMap) kept.foldedMaps.push(value as Map<string, unknown>);
            for (const item of (value as Map<unknown, unknown>).values()) waiting.push(item);
        } else if (value instanceof Set) {
            if (value instanceof FoldedSet) kept.foldedSets.push(value);
        } else if (!ArrayBuffer.isView(value)) {
            const prototype: unknown = Object.getPrototypeOf(value);
            const known = CLASSES.findIndex((one) => one.prototype === prototype);
            if (known >= 0) kept.instances[known]?.push(value);
            else if (prototype !== Object.prototype && !Array.isArray(value)) return undefined;
            for (const item of Object.values(value) as unknown[]) waiting.push(item);
        }
    }
    return kept;
};

/** A model as bytes; undefined where it holds what is no data. */
export const modelBytes = (model: MetadataModel): Uint8Array | undefined => {
    const data = Object.fromEntries(Object.entries(model).filter(([name]) => name !== 'components'));
    const kept = sorted(data as unknown as Data);
    return kept && serialize(kept);
};

/**
 * The model that `modelBytes` was given, of the same program.
 * @param bytes as they were written: whoever kept them has checked that
 * @param components what the model was compiled from
 * @param generation number of the schema
 */
export const modelOfBytes = (
    bytes: Uint8Array,
    components: readonly ComponentSource[],
    generation: number
): MetadataModel => {
    const { data, instances, foldedMaps, foldedSets, frozen } = deserialize(bytes) as KeptModel;
    CLASSES.forEach(({ prototype }, at) => {
        for (const instance of instances[at] ?? []) Object.setPrototypeOf(instance, prototype as object);
    });
    for (const map of foldedMaps) FoldedMap.adopt(map);
    for (const set of foldedSets) FoldedSet.adopt(set);
    Object.assign(data.schema, { generation });
    for (const value of frozen) Object.freeze(value);
    return Object.freeze({
        ...data,
        components: (type: string) => components.filter((component) => component.type === type)
    });
};
