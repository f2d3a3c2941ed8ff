import type { DuplicateRuleDef } from '../../metadata/types.ts';
import { fold } from '../../model/index.ts';
import type { FieldDef, Id, ObjectDef, SObject } from '../../model/index.ts';
import { meets } from '../../security/criteria.ts';
import { idsPassing } from '../storage/finders.ts';
import { textOf } from '../storage/values.ts';
import { fail } from './row.ts';
import type { FoundDuplicates } from '../types.ts';
import type { Row, Work } from './row.ts';

type Match = readonly { readonly field: FieldDef; readonly from: FieldDef; readonly matchesBlanks: boolean }[];

/** What a record is found by: the saved one by its own fields, those that are there by theirs. */
const keyOf = (record: SObject, match: Match, side: 'field' | 'from'): string | undefined => {
    const parts: string[] = [];
    for (const one of match) {
        const value = record.get(one[side]) ?? null;
        if (value === null && !one.matchesBlanks) return undefined;
        parts.push(value === null ? '' : fold(textOf(value)));
    }
    return parts.join('\n');
};

/** Stored records that agree with others in all fields of a match, by what they agree in. */
const storedLike = (
    storage: Work['storage'],
    object: ObjectDef,
    match: Match,
    records: readonly SObject[]
): Map<string, SObject[]> => {
    const [first] = match;
    const values = first ? [...new Set(records.map((record) => record.get(first.from) ?? null))] : [];
    const found = new Map<string, SObject[]>();
    if (!first || values.length === 0) return found;
    const given = values.filter((value) => value !== null);
    for (const stored of storage.rowsWhere(object, first.field, given)) {
        const key = keyOf(stored, match, 'field');
        if (key === undefined) continue;
        const others = found.get(key);
        if (others) others.push(stored);
        else found.set(key, [stored]);
    }
    return found;
};

const visible = ({ storage, tx }: Search, object: ObjectDef, records: readonly SObject[]): readonly SObject[] => {
    const filter = tx.user.access.visible(object, 'read');
    if (filter === 'all' || records.length === 0) return records;
    if (filter === 'none') return [];
    const seen = idsPassing(
        storage,
        object,
        filter,
        records.map(({ id }) => id as Id)
    );
    return records.filter(({ id }) => seen.has(id as Id));
};

/** Whom a rule asks for and in which org. */
type Search = Pick<Work, 'storage' | 'tx'>;
/** For each record the stored ones that agree with it in one way of matching; those that the user sees, where the rule enforces sharing. */
const matching = (
    search: Search,
    object: ObjectDef,
    records: readonly SObject[],
    rule: DuplicateRuleDef,
    way: DuplicateRuleDef['matches'][number]
): readonly (readonly SObject[])[] => {
    const target = search.storage.generation.schema.object(way.object);
    if (!target) return records.map(() => []);
    const match = way.fields.flatMap(({ field, from, matchesBlanks }) => {
        const [there, saved] = [target.field(field), object.field(from)];
        return there && saved ? [{ field: there, from: saved, matchesBlanks }] : [];
    });
    const stored = storedLike(search.storage, target, match, records);
    const found = records.map((record) => {
        const key = keyOf(record, match, 'from');
        return (key === undefined ? [] : (stored.get(key) ?? [])).filter(({ id }) => id !== record.id);
    });
    if (!rule.enforcesSharing) return found;
    const seen = new Set(visible(search, target, [...new Set(found.flat())]));
    return found.map((others) => others.filter((one) => seen.has(one)));
};
/** Whether a rule concerns a record: its filter, if it has one, lets it. */
const concerns = ({ filter }: DuplicateRuleDef, record: SObject): boolean =>
    !filter || meets(record, filter.items, filter.logic);

/** What the duplicate rules of an object find for its records, without a save: one query for each way of matching. */
export const findDuplicates = (search: Search, object: ObjectDef, records: readonly SObject[]): FoundDuplicates[][] => {
    const found = records.map((): FoundDuplicates[] => []);
    for (const rule of search.storage.generation.model.duplicateRules ?? []) {
        if (rule.object !== object.name) continue;
        const asked = records.flatMap((record, index) => (concerns(rule, record) ? [{ record, index }] : []));
        for (const match of rule.matches) {
            const rows = matching(
                search,
                object,
                asked.map(({ record }) => record),
                rule,
                match
            );
            rows.forEach((others, at) => {
                const index = asked[at]?.index;
                if (index !== undefined && others.length > 0) found[index]?.push({ rule, match, found: others });
            });
        }
    }
    return found;
};

/**
 * Duplicate rules, after validation rules and before the write. Sources: Apex Developer Guide, "Triggers and Order of Execution", step 6;
 * Salesforce Help, "Duplicate Rules": an alert stops a save that does not allow duplicates.
 */
export const checkDuplicates = (
    work: Work,
    object: ObjectDef,
    rows: readonly Row[],
    operation: 'insert' | 'update'
): void => {
    if (rows.length === 0 || work.source === 'system') return;
    for (const rule of work.storage.generation.model.duplicateRules ?? []) {
        if (rule.object !== object.name) continue;
        const action = operation === 'insert' ? rule.onInsert : rule.onUpdate;
        if (action === 'allow' || (action === 'alert' && work.allowsDuplicates === true)) continue;
        const touched = (row: Row): boolean =>
            rule.matches.some(({ fields }) =>
                fields.some(({ from }) => (row.old?.get(from) ?? null) !== (row.record.get(from) ?? null))
            );
        const asked = rows.filter((row) => (operation === 'insert' || touched(row)) && concerns(rule, row.record));
        for (const match of rule.matches) {
            const records = asked.map(({ record }) => record);
            matching(work, object, records, rule, match).forEach((others, index) => {
                const row = asked[index];
                if (row && others.length > 0 && row.errors.length === 0) fail(row, 'DUPLICATES_DETECTED', rule.message);
            });
        }
    }
};
