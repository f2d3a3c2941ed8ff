import { UI_API, get, withQuery } from './http.ts';
import type { FieldValue, UiRecord } from './uiTypes.ts';
import { freeze, type Emit } from './wire.ts';

/** A field as it is kept: a parent's record is a reference, so that it exists once. */
interface StoredField {
    readonly displayValue: string | null;
    readonly value: unknown;
    readonly parent?: string;
    readonly at: number;
}
interface StoredRecord {
    readonly apiName: string;
    readonly facts: Readonly<Record<string, unknown>>;
    readonly fields: Map<string, StoredField>;
    /** Paths that were asked for and that this user cannot read. */
    readonly absent: Set<string>;
}
interface Subscription {
    readonly id: string;
    readonly required: readonly string[];
    readonly optional: readonly string[];
    readonly emit: Emit<UiRecord>;
    last: string;
}
export interface RecordChange {
    readonly kind: 'created' | 'updated' | 'deleted';
    readonly id: string;
    readonly apiName: string;
}

/** Read again after this long when a component asks, as Lightning Data Service does. */
const FRESH_MS = 30_000;

const CASE_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
/** The 18-character form of an Id, in which records are kept. */
export const longId = (id: string): string => {
    if (id.length !== 15) return id;
    const suffix = [0, 5, 10].map((start) => {
        const bits = [...id.slice(start, start + 5)].reduce(
            (sum, letter, index) => sum + (/[A-Z]/.test(letter) ? 1 << index : 0),
            0
        );
        return CASE_LETTERS[bits];
    });
    return id + suffix.join('');
};

const isRecord = (value: unknown): value is UiRecord =>
    typeof value === 'object' && value !== null && 'apiName' in value && 'fields' in value;

/** `Opportunity.Account.Name` → `['Account', 'Name']`. */
const pathOf = (field: string): string[] => field.split('.').slice(1);

/**
 * The records of this page, each once, by Id and field: every wire adapter and form reads from here, so that a change is seen everywhere.
 */
export class RecordStore {
    readonly #records = new Map<string, StoredRecord>();
    readonly #subscriptions = new Set<Subscription>();
    readonly #listeners = new Set<(change: RecordChange) => void>();
    readonly #waiting = new Map<string, { fields: Set<string>; done: Promise<void> }>();

    /**
     * Serves a record until the returned function is called: at once where its fields are known, and again whenever one of them changes.
     * @param required fields without which it is an error
     */
    subscribe(id: string, required: readonly string[], optional: readonly string[], emit: Emit<UiRecord>): () => void {
        const subscription: Subscription = { id: longId(id), required, optional, emit, last: '' };
        this.#subscriptions.add(subscription);
        const fields = [...required, ...optional];
        if (fields.every((field) => this.#known(subscription.id, field))) this.#serve(subscription);
        if (!fields.every((field) => this.#fresh(subscription.id, field))) {
            this.#load(subscription.id, fields).then(
                () => this.#serve(subscription),
                (error: unknown) => this.#fail(subscription, error)
            );
        }
        return () => this.#subscriptions.delete(subscription);
    }

    /** Reads a record once, from the server. @throws ResponseError */
    async read(id: string, required: readonly string[], optional: readonly string[] = []): Promise<UiRecord> {
        const parameters = { fields: required.join(','), optionalFields: optional.join(',') };
        this.ingest(await get<UiRecord>(withQuery(`${UI_API}/records/${longId(id)}`, parameters)));
        return this.#view(longId(id), [...required, ...optional]);
    }

    /** Takes in a record that the server sent, and tells whoever shows it. */
    ingest(record: UiRecord): void {
        const changed = new Set<string>();
        this.#put(record, changed);
        this.#notify(changed);
    }

    /** Reads again whatever is shown of these records; resolves when it is there. */
    async changed(ids: readonly string[]): Promise<void> {
        const wanted = new Set(ids.map(longId));
        const affected = [...this.#subscriptions].filter((one) => this.#reaches(one).some((id) => wanted.has(id)));
        for (const id of wanted) this.#records.delete(id);
        await Promise.all(
            affected.map((one) =>
                this.#load(one.id, [...one.required, ...one.optional]).then(
                    () => this.#serve(one),
                    (error: unknown) => this.#fail(one, error)
                )
            )
        );
    }

    /** Tells lists and pages that a record was made, changed or deleted here. */
    announce(change: RecordChange): void {
        if (change.kind === 'deleted') this.#records.delete(change.id);
        for (const listener of [...this.#listeners]) listener(change);
    }

    /** Called for each record made, changed or deleted in this page. */
    listen(listener: (change: RecordChange) => void): () => void {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
    }

    /** One request for all fields of a record that are asked for in the same moment. */
    #load(id: string, fields: readonly string[]): Promise<void> {
        const waiting = this.#waiting.get(id);
        if (waiting) {
            fields.forEach((field) => waiting.fields.add(field));
            return waiting.done;
        }
        const wanted = new Set(fields);
        const done = Promise.resolve().then(async () => {
            this.#waiting.delete(id);
            const optionalFields = [...wanted].join(',');
            const record = await get<UiRecord>(withQuery(`${UI_API}/records/${id}`, { optionalFields }));
            this.ingest(record);
            const stored = this.#records.get(longId(record.id));
            for (const field of wanted) if (!this.#known(id, field)) stored?.absent.add(field);
        });
        this.#waiting.set(id, { fields: wanted, done });
        return done;
    }

    #put(record: UiRecord, changed: Set<string>): string {
        const id = longId(record.id);
        const { fields, apiName, ...facts } = record;
        const before = this.#records.get(id);
        const stored: StoredRecord = {
            apiName,
            facts,
            fields: before?.fields ?? new Map<string, StoredField>(),
            absent: before?.absent ?? new Set<string>()
        };
        for (const [name, field] of Object.entries(fields)) {
            const nested = isRecord(field.value) ? this.#put(field.value, changed) : undefined;
            const value = nested === undefined ? field.value : null;
            const old = stored.fields.get(name);
            if (!old || old.value !== value || old.parent !== nested || old.displayValue !== field.displayValue)
                changed.add(id);
            const kept = { displayValue: field.displayValue, value, at: Date.now() };
            stored.fields.set(name, nested === undefined ? kept : { ...kept, parent: nested });
            stored.absent.delete(`${apiName}.${name}`);
        }
        this.#records.set(id, stored);
        return id;
    }

    /** The fields along a path, as far as they are kept; the last is undefined where something is missing. */
    #walk(id: string, path: readonly string[]): (StoredField | undefined)[] {
        const walked: (StoredField | undefined)[] = [];
        let at: string | undefined = id;
        for (const name of path) {
            const field: StoredField | undefined =
                at === undefined ? undefined : this.#records.get(at)?.fields.get(name);
            walked.push(field);
            if (!field) break;
            if (field.parent === undefined) break;
            at = field.parent;
        }
        return walked;
    }

    #known(id: string, field: string): boolean {
        return !this.#walk(id, pathOf(field)).includes(undefined) && this.#records.has(id);
    }

    #fresh(id: string, field: string): boolean {
        if (this.#records.get(id)?.absent.has(field)) return true;
        const walked = this.#walk(id, pathOf(field));
        return walked.length > 0 && walked.every((one) => one !== undefined && Date.now() - one.at < FRESH_MS);
    }

    /** Ids of the record and of the parents that a subscription shows. */
    #reaches({ id, required, optional }: Subscription): string[] {
        const parents = [...required, ...optional].flatMap((field) =>
            this.#walk(id, pathOf(field)).flatMap((one) => one?.parent ?? [])
        );
        return [id, ...parents];
    }

    #view(id: string, fields: readonly string[]): UiRecord {
        const stored = this.#records.get(id);
        const shown: Record<string, FieldValue> = {};
        for (const [name, below] of byHead(fields.map(pathOf))) {
            const field = stored?.fields.get(name);
            if (!field) continue;
            const parentType = field.parent === undefined ? '' : (this.#records.get(field.parent)?.apiName ?? '');
            const value =
                field.parent === undefined
                    ? field.value
                    : this.#view(
                          field.parent,
                          below.map((path) => [parentType, ...path].join('.'))
                      );
            shown[name] = { displayValue: field.displayValue, value };
        }
        return { ...stored?.facts, apiName: stored?.apiName ?? '', id, fields: shown };
    }

    #serve(subscription: Subscription): void {
        if (!this.#subscriptions.has(subscription)) return;
        const { id, required, optional, emit } = subscription;
        if (required.some((field) => !this.#known(id, field))) {
            // the server says best what is wrong with a field
            this.read(id, required).catch((error: unknown) => this.#fail(subscription, error));
            return;
        }
        const record = this.#view(id, [...required, ...optional]);
        const text = JSON.stringify(record);
        if (text === subscription.last) return;
        subscription.last = text;
        emit({ data: freeze(record), error: undefined });
    }

    #fail(subscription: Subscription, error: unknown): void {
        if (!this.#subscriptions.has(subscription)) return;
        subscription.last = '';
        subscription.emit({ data: undefined, error: freeze(error) });
    }

    #notify(changed: ReadonlySet<string>): void {
        if (changed.size === 0) return;
        for (const one of [...this.#subscriptions]) {
            const complete = [...one.required, ...one.optional].every(
                (field) => this.#known(one.id, field) || this.#records.get(one.id)?.absent.has(field)
            );
            if (complete && this.#reaches(one).some((id) => changed.has(id))) this.#serve(one);
        }
    }
}

/** Paths grouped by their first step. */
const byHead = (paths: readonly (readonly string[])[]): Map<string, string[][]> => {
    const grouped = new Map<string, string[][]>();
    for (const [head = '', ...rest] of paths) {
        const below = grouped.get(head) ?? [];
        if (rest.length > 0) below.push(rest);
        grouped.set(head, below);
    }
    return grouped;
};

/** The one store of this page. */
export const records = new RecordStore();
