import type { DuplicateRuleDef } from '../../metadata/types.ts';
import { fold } from '../../model/index.ts';
import type { FieldDef, Id, ObjectDef, SObject } from '../../model/index.ts';
import { meets } from '../../security/criteria.ts';
import { idsPassing } from '../storage/finders.ts';
import { textOf } from '../storage/values.ts';
import { fail } from './row.ts';
import type { Row, Work } from './row.ts';

type Match = readonly { readonly field: FieldDef; readonly matchesBlanks: boolean }[];

const keyOf = (record: SObject, match: Match): string | undefined => {
    const parts: string[] = [];
    for (const { field, matchesBlanks } of match) {
        const value = record.get(field) ?? null;
        if (value === null && !matchesBlanks) return undefined;
        parts.push(value === null ? '' : fold(textOf(value)));
    }
    return parts.join('\n');
};

/** Stored records that agree with rows in all fields of a match, by what they agree in. */
const storedLike = (work: Work, object: ObjectDef, match: Match, rows: readonly Row[]): Map<string, Id[]> => {
    const [first] = match;
    const values = first ? [...new Set(rows.map((row) => row.record.get(first.field) ?? null))] : [];
    const found = new Map<string, Id[]>();
    if (!first || values.length === 0) return found;
    for (const record of work.storage.rowsWhere(
        object,
        first.field,
        values.filter((value) => value !== null)
    )) {
        const key = keyOf(record, match);
        if (key !== undefined) found.set(key, [...(found.get(key) ?? []), record.id as Id]);
    }
    return found;
};

const visible = (work: Work, object: ObjectDef, ids: readonly Id[]): readonly Id[] => {
    const filter = work.tx.user.access.visible(object, 'read');
    if (filter === 'all' || ids.length === 0) return ids;
    return filter === 'none' ? [] : [...idsPassing(work.storage, object, filter, ids)];
};

const checkRule = (
    work: Work,
    object: ObjectDef,
    rows: readonly Row[],
    rule: DuplicateRuleDef,
    matched: DuplicateRuleDef['matches'][number]
): void => {
    const match = matched.flatMap(({ field, matchesBlanks }) => {
        const known = object.field(field);
        return known ? [{ field: known, matchesBlanks }] : [];
    });
    const stored = storedLike(work, object, match, rows);
    for (const row of rows) {
        const key = keyOf(row.record, match);
        const others = (key === undefined ? [] : (stored.get(key) ?? [])).filter((id) => id !== row.id);
        const counting = rule.enforcesSharing ? visible(work, object, others) : others;
        if (counting.length > 0 && row.errors.length === 0) fail(row, 'DUPLICATES_DETECTED', rule.message);
    }
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
            rule.matches.flat().some(({ field }) => (row.old?.get(field) ?? null) !== (row.record.get(field) ?? null));
        const { filter } = rule;
        const asked = rows.filter(
            (row) =>
                (operation === 'insert' || touched(row)) && (!filter || meets(row.record, filter.items, filter.logic))
        );
        for (const match of rule.matches) checkRule(work, object, asked, rule, match);
    }
};
