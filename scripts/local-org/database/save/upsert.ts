import type { FieldDef, Id, ObjectDef } from '../../model/index.ts';
import { fold } from '../../model/index.ts';
import { checksOf } from './checks.ts';
import { runInserts, runUpdates } from './pass.ts';
import type { Attempt } from './pass.ts';
import { fail, newRow, sound } from './row.ts';
import type { Row, Work } from './row.ts';
import { textOf } from '../storage/values.ts';

const keyOf = (field: FieldDef, value: unknown): string =>
    field.unique === 'caseSensitive' ? String(value) : fold(String(value));

/** Finds each row's record by the external id. @returns row → Id of the record that is there */
const match = (work: Work, object: ObjectDef, field: FieldDef, rows: readonly Row[]): Map<Row, Id> => {
    const check = checksOf(work.storage.generation, object).get(field);
    const keys = new Map<Row, string>();
    const values = new Map<Row, ReturnType<NonNullable<typeof check>>>();
    const first = new Set<string>();
    for (const row of rows) {
        const given = row.input.get(field) ?? null;
        if (given === null || !check) {
            fail(row, 'MISSING_ARGUMENT', `${field.name} not specified`);
            continue;
        }
        const value = check(given, (statusCode, message) => fail(row, statusCode, message, [field.name]));
        if (row.errors.length > 0) continue;
        const key = keyOf(field, value);
        if (first.has(key))
            fail(row, 'DUPLICATE_VALUE', `Duplicate external id specified: ${textOf(given)}`, [field.name]);
        first.add(key);
        keys.set(row, key);
        values.set(row, value);
    }
    const stored = new Map<string, Id[]>();
    for (const record of work.storage.rowsWhere(object, field, [...values.values()])) {
        const key = keyOf(field, record.get(field));
        stored.set(key, [...(stored.get(key) ?? []), record.id as Id]);
    }
    const found = new Map<Row, Id>();
    for (const row of sound(rows)) {
        const [id, other] = stored.get(keys.get(row) ?? '') ?? [];
        if (id !== undefined && other !== undefined)
            fail(
                row,
                'DUPLICATE_EXTERNAL_ID',
                `${field.name}: more than one record found for external id field: [${id.slice(0, 15)}, ${other.slice(0, 15)}]`
            );
        else if (id !== undefined) found.set(row, id);
    }
    return found;
};

/** One attempt to upsert a chunk: rows that are there are updated, the others inserted, each through its own triggers. */
export const runUpserts = (
    work: Work,
    object: ObjectDef,
    rows: readonly Row[],
    externalId: FieldDef | undefined
): Attempt => {
    const byId = externalId === undefined || externalId.type === 'id';
    const found = byId
        ? new Map(rows.flatMap((row) => (row.input.id === undefined ? [] : [[row, row.input.id] as const])))
        : match(work, object, externalId, rows);
    const inserts: Row[] = [];
    const updates: { row: Row; proxy: Row }[] = [];
    for (const row of sound(rows)) {
        const id = found.get(row);
        if (id === undefined) {
            inserts.push(row);
            continue;
        }
        const input = row.input.clone();
        input.id = id;
        // The key found the record: it is not written again, and may be a field nobody can write.
        if (!byId) input.unset(externalId);
        updates.push({ row, proxy: newRow(input, row.index) });
    }
    const attempts: Attempt[] = [];
    if (inserts.length > 0) attempts.push(runInserts(work, object, inserts));
    if (updates.length > 0 && !(work.allOrNone && inserts.some((row) => row.errors.length > 0))) {
        attempts.push(
            runUpdates(
                work,
                object,
                updates.map(({ proxy }) => proxy)
            )
        );
        for (const { row, proxy } of updates) {
            row.id = proxy.id;
            row.record = proxy.record;
            row.errors.push(...proxy.errors);
        }
    }
    return { mustRepeat: attempts.some((attempt) => attempt.mustRepeat) };
};
