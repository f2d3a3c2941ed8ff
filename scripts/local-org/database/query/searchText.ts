/** Runs the text of a search: names are found by the search, fields and conditions by the same engine as SOQL. */
import { PlatformError, type ObjectDef, type SObject } from '../../model/index.ts';
import { SYSTEM_MODE, USER_MODE, type ExecutionMode } from '../../security/types.ts';
import type { SoqlEngine, SoqlQuery, Transaction } from '../types.ts';
import { parseSearch, type SearchTarget } from './sosl.ts';

/** Source: SOQL and SOSL Reference, "SOSL Limits": at most 2,000 records. */
export const MAX_SEARCH_ROWS = 2000;

/** What a search gives of one object, in the order of RETURNING. */
export interface Found {
    readonly object: ObjectDef;
    readonly rows: readonly SObject[];
    /** The query that fetched them: it says which fields were asked for. */
    readonly query: SoqlQuery;
}
/** Ids that words find of an object, best first. */
export type Finder = (words: readonly string[], object: ObjectDef, mode: ExecutionMode) => readonly string[];

const finderOf =
    (engine: SoqlEngine, tx: Transaction): Finder =>
    (words, object, mode) => {
        const targets = [{ object, fields: ['Id'], limit: MAX_SEARCH_ROWS }];
        const ids = words.flatMap((term) => engine.search(tx, term, targets, mode).flatMap((row) => row.id ?? []));
        return [...new Set(ids)];
    };

/** The records of one object, with its fields and conditions. */
const fetch = (
    engine: SoqlEngine,
    tx: Transaction,
    target: SearchTarget,
    object: ObjectDef,
    ids: readonly string[],
    mode: ExecutionMode
): Found => {
    const where = target.where === undefined ? '' : ` AND (${target.where})`;
    const text = `SELECT ${target.fields || 'Id'} FROM ${object.name} WHERE Id IN :ids${where} ${target.rest}`;
    const query = engine.parse(text);
    const { rows } = engine.query(tx, query, [ids], mode);
    if (target.isOrdered) return { object, rows, query };
    const place = new Map(ids.map((id, index) => [id, index]));
    const sorted = [...rows].sort((left, right) => (place.get(left.id ?? '') ?? 0) - (place.get(right.id ?? '') ?? 0));
    return { object, rows: sorted, query };
};

/** Every object that the user can search, each with its name. */
const searchable = (tx: Transaction): SearchTarget[] =>
    tx.schema.objects
        .filter((object) => object.features.search && object.nameField && tx.user.access.object(object).read)
        .map(({ name, nameField }) => ({
            object: name,
            fields: `Id, ${nameField?.name ?? 'Id'}`,
            where: undefined,
            rest: '',
            isOrdered: false
        }));

/**
 * Runs a search; it counts as one, and its queries as none.
 * @param find where the Ids come from other than from the search: Test.setFixedSearchResults
 * @throws PlatformError MALFORMED_SEARCH, INVALID_TYPE, INVALID_FIELD; NotSupported
 */
export const searchText = (
    engine: SoqlEngine,
    tx: Transaction,
    text: string,
    callersMode: ExecutionMode,
    find: Finder = finderOf(engine, tx)
): Found[] => {
    const parsed = parseSearch(text);
    if (parsed.words.every((words) => words.replace(/\s/g, '').length < 2))
        throw new PlatformError('MALFORMED_SEARCH', 'search term must be longer than one character');
    const mode = parsed.mode === 'user' ? USER_MODE : parsed.mode === 'system' ? SYSTEM_MODE : callersMode;
    tx.limits.spend('sosl', 1);
    const counted = tx.limits.snapshot();
    let room = parsed.limit ?? MAX_SEARCH_ROWS;
    try {
        return (parsed.targets ?? searchable(tx)).map((target) => {
            const object = tx.schema.object(target.object);
            if (!object) throw new PlatformError('INVALID_TYPE', `sObject type '${target.object}' is not supported.`);
            const found = fetch(engine, tx, target, object, find(parsed.words, object, mode), mode);
            const rows = found.rows.slice(0, room);
            room -= rows.length;
            return { ...found, rows };
        });
    } finally {
        tx.limits.restore(counted);
    }
};
