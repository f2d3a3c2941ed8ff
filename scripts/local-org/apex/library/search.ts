import { isUncatchable, PlatformError, type ObjectDef, type SObject } from '../../model/index.ts';
import { SYSTEM_MODE, USER_MODE, type ExecutionMode } from '../../security/types.ts';
import { ApexList, callerMode, exception, execution } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { modeOf, type AccessLevel } from './accessLevel.ts';
import { parseSearch, type SearchTarget } from './sosl.ts';
import { need, raise, refused, typeOf } from './support.ts';

/** Results of Test.setFixedSearchResults, in `TestContext.cells`. */
export const FIXED_SEARCH_RESULTS = Symbol('fixed search results');
/** Source: SOQL and SOSL Reference, "SOSL Limits": at most 2,000 records. */
const MAX_ROWS = 2000;

interface Found {
    readonly object: ObjectDef;
    readonly rows: readonly SObject[];
}

/** Ids that a search finds, in the order of the answer. In tests only those that Test.setFixedSearchResults gave. */
const found = (words: readonly string[], object: ObjectDef, mode: ExecutionMode): readonly string[] => {
    const { test, tx, database } = execution();
    if (test) {
        const fixed = (test.cells.get(FIXED_SEARCH_RESULTS) ?? []) as readonly string[];
        return fixed.filter((id) => execution().schema.objectOf(id) === object);
    }
    const ids = words.flatMap((term) =>
        database.soql
            .search(tx, term, [{ object, fields: ['Id'], limit: MAX_ROWS }], mode)
            .flatMap((row) => row.id ?? [])
    );
    return [...new Set(ids)];
};
/** The records of one object, with its fields and conditions, by the same engine as SOQL. */
const rowsOf = (
    target: SearchTarget,
    object: ObjectDef,
    ids: readonly string[],
    mode: ExecutionMode
): readonly SObject[] => {
    if (ids.length === 0) return [];
    const { tx, database } = execution();
    const where = target.where === undefined ? '' : ` AND (${target.where})`;
    const text = `SELECT ${target.fields || 'Id'} FROM ${object.name} WHERE Id IN :ids${where} ${target.rest}`;
    const rows = database.soql.query(tx, database.soql.parse(text), [ids], mode).rows;
    if (target.isOrdered) return rows;
    const place = new Map(ids.map((id, index) => [id, index]));
    return [...rows].sort((left, right) => (place.get(left.id ?? '') ?? 0) - (place.get(right.id ?? '') ?? 0));
};
/** Every object that can be searched. */
const searchable = (): SearchTarget[] =>
    execution()
        .schema.objects.filter(({ features, nameField }) => features.search && nameField)
        .map(({ name }) => ({ object: name, fields: '', where: undefined, rest: '', isOrdered: false }));

/** Runs a search: what each object of RETURNING gives. @throws SearchException */
const search = (text: string | null, callersMode: ExecutionMode): Found[] => {
    const { tx, schema } = execution();
    const parsed = parseSearch(need(text));
    if (parsed.words.every((words) => words.replace(/\s/g, '').length < 2))
        raise('System.SearchException', 'search term must be longer than one character');
    const mode = parsed.mode === 'user' ? USER_MODE : parsed.mode === 'system' ? SYSTEM_MODE : callersMode;
    tx.limits.spend('sosl', 1);
    const counted = tx.limits.snapshot();
    let room = parsed.limit ?? MAX_ROWS;
    try {
        return (parsed.targets ?? searchable()).map((target) => {
            const object =
                schema.object(target.object) ??
                raise('System.SearchException', `sObject type '${target.object}' is not supported.`);
            const rows = rowsOf(target, object, found(parsed.words, object, mode), mode).slice(0, room);
            room -= rows.length;
            return { object, rows };
        });
    } catch (error) {
        if (error instanceof PlatformError && !isUncatchable(error)) throw exception('SearchException', error.message);
        throw error;
    } finally {
        tx.limits.restore(counted);
    }
};
const lists = (text: string | null, mode: ExecutionMode): ApexList => {
    const { program } = execution();
    return new ApexList(
        typeOf('List<SObject>'),
        search(text, mode).map(({ object, rows }) => new ApexList(program.sobject(object), [...rows]))
    );
};

/** Search.SearchResults. */
class Results {
    readonly found: readonly Found[];
    constructor(list: readonly Found[]) {
        this.found = list;
    }
}
interface Result {
    readonly record: SObject;
}
const searchType: LibraryType = {
    name: 'System.Search',
    kind: 'class',
    members: {
        'static List<List<SObject>> query(String sosl)': (text: string) => lists(text, callerMode()),
        'static List<List<SObject>> query(String sosl, AccessLevel accessLevel)': (text: string, level: AccessLevel) =>
            lists(text, modeOf(level)),
        'static Search.SearchResults find(String sosl)': (text: string) => new Results(search(text, callerMode())),
        'static Search.SearchResults find(String sosl, AccessLevel accessLevel)': (text: string, level: AccessLevel) =>
            new Results(search(text, modeOf(level))),
        'static Search.SuggestionResults suggest(String text, String object, Search.SuggestionOption options)':
            refused('Search.suggest')
    }
};
const results: LibraryType = {
    name: 'Search.SearchResults',
    kind: 'class',
    is: (value) => value instanceof Results,
    members: {
        'List<Search.SearchResult> get(String object)': (self: Results, name: string | null) =>
            new ApexList(
                typeOf('Search.SearchResult'),
                self.found
                    .filter(({ object }) => object.name.toLowerCase() === need(name).toLowerCase())
                    .flatMap(({ rows }) => rows.map((record): Result => ({ record })))
            )
    }
};
const result: LibraryType = {
    name: 'Search.SearchResult',
    kind: 'class',
    members: {
        'SObject getSObject()': (self: Result) => self.record,
        'String getSnippet()': refused('SearchResult.getSnippet'),
        'String getSnippet(String field)': refused('SearchResult.getSnippet')
    }
};
const suggestions: readonly LibraryType[] = [
    'SuggestionResults',
    'SuggestionOption',
    'SuggestionResult',
    'KnowledgeSuggestionFilter'
].map((name) => ({ name: `Search.${name}`, kind: 'class', members: {}, lacking: true, is: () => false }));

/** Search. Source: Apex Reference Guide, Search Class; SOQL and SOSL Reference. */
export const searchTypes: readonly LibraryType[] = [searchType, results, result, ...suggestions];
