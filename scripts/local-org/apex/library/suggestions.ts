/** Search.suggest: records whose name begins with what was typed. */
import { type SObject } from '../../model/index.ts';
import { callerMode, execution, runQuery, parseQuery } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { listOf, need, raise } from './support.ts';

/** Source: Apex Reference Guide, SuggestionOption.setLimit: five, unless another number is set. */
const DEFAULT_LIMIT = 5;
class Options {
    limit = DEFAULT_LIMIT;
}
interface Suggestion {
    readonly record: SObject;
}
class Suggestions {
    readonly rows: readonly SObject[];
    readonly hasMore: boolean;
    constructor(rows: readonly SObject[], hasMore: boolean) {
        this.rows = rows;
        this.hasMore = hasMore;
    }
}
const escaped = (text: string): string => text.replace(/[\\'%_]/g, '\\$&');

/**
 * Records of an object by the beginning of a word of their name; articles of Knowledge there are none.
 * Source: Apex Reference Guide, Search.suggest. @throws SearchException for an object without a name
 */
export const suggest = (text: string | null, objectName: string | null, options: Options | null): Suggestions => {
    const object = execution().schema.object(need(objectName));
    const name = object?.nameField?.name;
    if (!object || name === undefined)
        return raise('System.SearchException', `entity type ${objectName} does not support search`);
    const limit = options?.limit ?? DEFAULT_LIMIT;
    const word = escaped(need(text).trim());
    const begins = `${name} LIKE '${word}%' OR ${name} LIKE '% ${word}%'`;
    const query = parseQuery(
        `SELECT Id, ${name} FROM ${object.name} WHERE ${begins} ORDER BY ${name} LIMIT ${limit + 1}`
    );
    const { rows } = runQuery(query, [], callerMode());
    return new Suggestions(rows.slice(0, limit), rows.length > limit);
};

const option: LibraryType = {
    name: 'Search.SuggestionOption',
    kind: 'class',
    is: (value) => value instanceof Options,
    members: {
        'new()': () => new Options(),
        'void setLimit(Integer limit)': (self: Options, limit: number | null) => {
            self.limit = Math.max(1, need(limit));
        },
        // Articles are filtered by it, and there are none.
        'void setFilter(Search.KnowledgeSuggestionFilter filter)': () => null
    }
};
const results: LibraryType = {
    name: 'Search.SuggestionResults',
    kind: 'class',
    is: (value) => value instanceof Suggestions,
    members: {
        'List<Search.SuggestionResult> getSuggestionResults()': (self: Suggestions) =>
            listOf(
                'Search.SuggestionResult',
                self.rows.map((record): Suggestion => ({ record }))
            ),
        'Boolean hasMoreResults()': (self: Suggestions) => self.hasMore
    }
};
const result: LibraryType = {
    name: 'Search.SuggestionResult',
    kind: 'class',
    members: { 'SObject getSObject()': (self: Suggestion) => self.record }
};
const filter: LibraryType = {
    name: 'Search.KnowledgeSuggestionFilter',
    kind: 'class',
    members: {},
    lacking: true,
    is: () => false
};
export const suggestionTypes: readonly LibraryType[] = [option, results, result, filter];
