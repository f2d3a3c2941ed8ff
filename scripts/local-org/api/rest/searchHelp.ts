/** What surrounds a search: columns of results, the objects that are searched, suggestions. Source: REST API Developer Guide, "Search". */
import { PlatformError } from '../../model/index.ts';
import type { ObjectDef } from '../../model/index.ts';
import { USER_MODE } from '../../security/types.ts';
import type { Transaction } from '../../database/types.ts';
import { childrenOf } from '../../metadata/index.ts';
import { commaList, json } from '../http.ts';
import { elementOf } from '../metadata/crudDocuments.ts';
import { retrievableComponents } from '../metadata/platformComponents.ts';
import { objectOfType } from '../records.ts';
import { attributesOf } from '../rows.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { shownColumns } from '../ui/list-views.ts';
import { searchable } from './search.ts';

const PATH = '/services/data/:version/search';
const SHORTEST = 3;
const ROWS = 25;

/** An object that the user may read. @throws PlatformError INVALID_TYPE */
const readable = (tx: Transaction, name: string): ObjectDef => {
    const object = objectOfType(tx.schema, name);
    if (tx.user.access.object(object).read) return object;
    throw new PlatformError('INVALID_TYPE', `sObject type '${name}' is not supported.`);
};

/** The columns that an object's search layout adds to the name. */
const addedColumns = (call: Call, object: ObjectDef): string[] => {
    const element = elementOf(retrievableComponents(call.org), { type: 'CustomObject', fullName: object.name });
    const [layouts] = element ? childrenOf(element, 'searchLayouts') : [];
    return layouts ? childrenOf(layouts, 'searchResultsAdditionalFields').map(({ text }) => text) : [];
};

const layouts = (call: Call): ApiResponse =>
    call.transaction((tx) =>
        json(
            200,
            commaList(call.query.get('q')).map((name) => {
                const object = readable(tx, name);
                const columns = shownColumns(tx, object, [
                    object.nameField?.name ?? 'Id',
                    ...addedColumns(call, object)
                ]);
                return {
                    label: 'Search Results',
                    limitRows: ROWS,
                    objectType: object.name,
                    searchColumns: columns.map((path) => ({
                        field: `${object.name}.${path}`,
                        format: null,
                        label: object.field(path)?.label ?? object.parent(path.split('.')[0] ?? '')?.label ?? path,
                        name: path
                    }))
                };
            })
        )
    );

/** Everything that can be searched, by name: nobody pins objects here. */
const scopeOrder = (call: Call): ApiResponse =>
    call.transaction((tx) =>
        json(
            200,
            searchable(tx, ROWS).map(({ object: { name } }) => ({
                type: name,
                url: `${call.base}/sobjects/${name}/describe`
            }))
        )
    );

const wantedOf = (tx: Transaction, names: readonly string[], limit: number) => {
    const objects = names.map((name) => readable(tx, name));
    return objects.map((object) => ({ object, fields: ['Id', object.nameField?.name ?? 'Id'], limit }));
};

/** Records whose name holds words that begin so. @throws PlatformError INVALID_SEARCH for fewer than three letters */
const suggestions = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const words = (call.query.get('q') ?? '').replaceAll(/[*?"]/g, ' ').trim();
        if (words.length < SHORTEST)
            throw new PlatformError('INVALID_SEARCH', `The search term must be at least ${SHORTEST} characters long`);
        const names = commaList(call.query.get('sobject'));
        if (names.length === 0) throw new PlatformError('MISSING_ARGUMENT', 'sobject is a required parameter');
        const limit = Math.min(200, Math.max(1, Number(call.query.get('limit') ?? 5) || 5));
        const rows = call.org.database.soql.search(tx, words, wantedOf(tx, names, limit + 1), USER_MODE);
        const autoSuggestResults = rows.slice(0, limit).map((row) => {
            const name = row.type.nameField?.name ?? 'Id';
            return { attributes: attributesOf(row.type, row.id, call.base), Id: row.id, [name]: row.get(name) ?? null };
        });
        return json(200, { autoSuggestResults, hasMoreResults: rows.length > limit, meta: {} });
    });

export const searchHelpRoutes: readonly Route[] = [
    { method: 'GET', path: `${PATH}/layout`, login: 'any', handle: layouts },
    { method: 'GET', path: `${PATH}/scopeOrder`, login: 'any', handle: scopeOrder },
    { method: 'GET', path: `${PATH}/suggestions`, login: 'any', handle: suggestions }
];
