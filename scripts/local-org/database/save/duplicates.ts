import type { DuplicateMatch, DuplicateRuleDef } from '../../metadata/types.ts';
import { fold } from '../../model/index.ts';
import type { FieldDef, Id, ObjectDef, SObject } from '../../model/index.ts';
import { meets } from '../../security/criteria.ts';
import { idsPassing } from '../storage/finders.ts';
import { textOf } from '../storage/values.ts';
import { fail } from './row.ts';
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

/** Stored records that agree with rows in all fields of a match, by what they agree in. */
const storedLike = (work: Work, target: ObjectDef, match: Match, rows: readonly Row[]): Map<string, Id[]> => {
    const [first] = match;
    const values = first ? [...new Set(rows.map((row) => row.record.get(first.from) ?? null))] : [];
    const found = new Map<string, Id[]>();
    if (!first || values.length === 0) return found;
    for (const record of work.storage.rowsWhere(
        target,
        first.field,
        values.filter((value) => value !== null)
    )) {
        const key = keyOf(record, match, 'field');
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
    matched: DuplicateMatch
): void => {
    const target = work.storage.generation.schema.object(matched.object);
    if (!target) return;
    const match = matched.fields.flatMap(({ field, from, matchesBlanks }) => {
        const [there, saved] = [target.field(field), object.field(from)];
        return there && saved ? [{ field: there, from: saved, matchesBlanks }] : [];
    });
    const stored = storedLike(work, target, match, rows);
    for (const row of rows) {
        const key = keyOf(row.record, match, 'from');
        const others = (key === undefined ? [] : (stored.get(key) ?? [])).filter((id) => id !== row.id);
        const counting = rule.enforcesSharing ? visible(work, target, others) : others;
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
            rule.matches.some(({ fields }) =>
                fields.some(({ from }) => (row.old?.get(from) ?? null) !== (row.record.get(from) ?? null))
            );
        const { filter } = rule;
        const asked = rows.filter(
            (row) =>
                (operation === 'insert' || touched(row)) && (!filter || meets(row.record, filter.items, filter.logic))
        );
        for (const match of rule.matches) checkRule(work, object, asked, rule, match);
    }
};
