import { isUncatchable, PlatformError, type SObject } from '../../model/index.ts';
import type { ExecutionMode } from '../../security/types.ts';
import { searchText, type Finder, type Found } from '../../database/index.ts';
import { ApexList, callerMode, exception, execution } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { modeOf, type AccessLevel } from './accessLevel.ts';
import { boundVariable } from './binds.ts';
import { withBinds } from './searchBinds.ts';
import { need, typeOf } from './support.ts';
import { suggest, suggestionTypes } from './suggestions.ts';

/** Results of Test.setFixedSearchResults, in `TestContext.cells`. */
export const FIXED_SEARCH_RESULTS = Symbol('fixed search results');

/** In tests a search finds only what Test.setFixedSearchResults gave. */
const fixedResults = (): Finder | undefined => {
    const { test, schema } = execution();
    if (!test) return undefined;
    const fixed = (test.cells.get(FIXED_SEARCH_RESULTS) ?? []) as readonly string[];
    return (_words, object) => fixed.filter((id) => schema.objectOf(id) === object);
};

/** Runs a search: what each object of RETURNING gives. @throws SearchException */
const search = (text: string | null, callersMode: ExecutionMode): Found[] => {
    const { tx, database } = execution();
    const asked = withBinds(need(text), boundVariable);
    try {
        return searchText(database.soql, tx, asked, callersMode, fixedResults());
    } catch (error) {
        if (error instanceof PlatformError && !isUncatchable(error)) throw exception('SearchException', error.message);
        throw error;
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
        'static Search.SuggestionResults suggest(String text, String object, Search.SuggestionOption options)': suggest
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
        // A search gives snippets where it asks for them WITH SNIPPET, which is refused when it is read.
        'String getSnippet()': () => null,
        'String getSnippet(String field)': () => null
    }
};

/** Search. Source: Apex Reference Guide, Search Class; SOQL and SOSL Reference. */
export const searchTypes: readonly LibraryType[] = [searchType, results, result, ...suggestionTypes];
