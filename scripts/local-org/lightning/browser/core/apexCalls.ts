import { request } from './http.ts';
import { fieldName, type FieldReference } from './uiTypes.ts';
import { freeze, wireAdapter, type Emit, type WireAdapter } from './wire.ts';

type Parameters = Readonly<Record<string, unknown>>;

/** One wired call: the same method with the same parameters is asked once, however many components wire it. */
interface Entry {
    readonly run: () => Promise<unknown>;
    readonly emits: Set<Emit<unknown>>;
    value: Promise<unknown> | undefined;
}
const entries = new Map<string, Entry>();
/** What a component was given → where it came from, for `refreshApex`. */
const provisioned = new WeakMap<object, Entry>();

const call = (method: string, parameters: Parameters): Promise<unknown> => {
    const [className = '', name = ''] = method.split('.').slice(-2);
    const path = `/local-org/apex/${encodeURIComponent(className)}/${encodeURIComponent(name)}`;
    return request<unknown>('POST', path, { params: parameters });
};

const give = (entry: Entry, emit: Emit<unknown>, data: unknown, error: unknown): void => {
    const value = { data, error };
    provisioned.set(value, entry);
    emit(value);
};

const load = async (entry: Entry, to: () => Iterable<Emit<unknown>>): Promise<void> => {
    const value = (entry.value ??= entry.run());
    try {
        const data = freeze(await value);
        if (entry.value === value) for (const emit of to()) give(entry, emit, data, undefined);
    } catch (error) {
        if (entry.value === value) {
            entry.value = undefined;
            for (const emit of to()) give(entry, emit, undefined, freeze(error));
        }
    }
};

/**
 * An Apex method as components import it: call it for a promise, or wire it.
 * @param method `Class.method`
 */
export const apexMethod = (
    method: string
): ((parameters?: Parameters) => Promise<unknown>) & { adapter: WireAdapter<Parameters> } => {
    const adapter = wireAdapter<Parameters, unknown>(
        (config) => Object.values(config).every((value) => value !== undefined),
        (config, emit) => {
            const key = `${method}:${JSON.stringify(config)}`;
            let entry = entries.get(key);
            if (!entry) {
                entry = { run: () => call(method, config), emits: new Set(), value: undefined };
                entries.set(key, entry);
            }
            const found = entry;
            found.emits.add(emit);
            void load(found, () => (found.emits.has(emit) ? [emit] : []));
            return () => {
                found.emits.delete(emit);
                if (found.emits.size === 0) entries.delete(key);
            };
        }
    );
    return Object.assign((parameters: Parameters = {}) => call(method, parameters), { adapter });
};

/**
 * `refreshApex` of `@salesforce/apex`: asks again for what a wire gave.
 * @param wired the property or the argument that the wire gave, unchanged
 */
export const refreshApex = async (wired: unknown): Promise<void> => {
    const entry = typeof wired === 'object' && wired !== null ? provisioned.get(wired) : undefined;
    if (!entry) return;
    entry.value = undefined;
    await load(entry, () => [...entry.emits]);
};

/** `getSObjectValue` of `@salesforce/apex`: a field of a record that Apex returned, along its parents. */
export const getSObjectValue = (record: unknown, field: FieldReference): unknown =>
    fieldName(field)
        .split('.')
        .slice(typeof field === 'string' && !field.includes('.') ? 0 : 1)
        .reduce<unknown>(
            (at, name) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[name] : undefined),
            record
        );
