import { iconOf } from './app.ts';
import { objectInfo } from './describe.ts';
import { DATA, get, UI_API, withQuery } from './http.ts';
import { pickerQuery, shownPaths, type PickerQuestion } from './pickerQuery.ts';
import type { RecordPage, UiRecord } from './uiTypes.ts';

/** A record that could be chosen. */
export interface Option {
    readonly id: string;
    readonly object: string;
    readonly name: string;
    readonly note: string;
    readonly icon: string;
}

const HIDDEN_IN_NOTE = new Set(['Id', 'Name']);

const optionOf = async (record: UiRecord): Promise<Option> => {
    const info = await objectInfo(record.apiName);
    const nameField = info.nameFields[0] ?? 'Name';
    const note = Object.entries(record.fields)
        .filter(([name, field]) => name !== nameField && !HIDDEN_IN_NOTE.has(name) && typeof field.value !== 'object')
        .map(([, field]) => field.displayValue ?? String(field.value as string))
        .join(' · ');
    const name = record.fields[nameField]?.value;
    return {
        id: record.id,
        object: record.apiName,
        name: typeof name === 'string' ? name : record.id,
        note,
        icon: await iconOf(record.apiName)
    };
};

/** Records that a look-up field could lead to; the newest where nothing is typed yet. @throws ResponseError */
export const lookupOptions = async (
    object: string,
    field: string,
    target: string,
    words: string
): Promise<Option[]> => {
    const path = withQuery(`${UI_API}/lookups/${object}/${field}/${target}`, {
        q: words,
        searchType: words === '' ? 'Recent' : 'Search',
        pageSize: 8
    });
    const { records } = await get<RecordPage>(path);
    return Promise.all(records.map(optionOf));
};

interface SearchAnswer {
    readonly searchRecords: readonly (Readonly<Record<string, unknown>> & {
        readonly attributes: { readonly type: string };
    })[];
}

/**
 * Records with these words in one of their searchable fields, in the order of the objects given.
 * @param words two letters at least
 * @throws ResponseError
 */
export const search = async (objects: readonly string[], words: string, limit: number): Promise<Option[]> => {
    if (words.trim().length < 2 || objects.length === 0) return [];
    const infos = await Promise.all(objects.map((name) => objectInfo(name)));
    const fields = infos.map(
        (info) => [`${info.apiName}.fields`, ['Id', info.nameFields[0] ?? 'Name'].join(',')] as const
    );
    const path = withQuery(`${DATA}/parameterizedSearch`, {
        q: words,
        sobject: objects.join(','),
        defaultLimit: limit,
        ...Object.fromEntries(fields)
    });
    const { searchRecords } = await get<SearchAnswer>(path);
    const icons = new Map(await Promise.all(objects.map(async (name) => [name, await iconOf(name)] as const)));
    return infos.flatMap((info) =>
        searchRecords
            .filter((record) => record.attributes.type === info.apiName)
            .map((record) => ({
                id: String(record.Id),
                object: info.apiName,
                name: String(record[info.nameFields[0] ?? 'Name']),
                note: info.label,
                icon: icons.get(info.apiName) ?? 'standard:record'
            }))
    );
};

const valueAt = (record: Readonly<Record<string, unknown>>, path: string): string => {
    let value: unknown = record;
    for (const part of path.split('.'))
        value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[part] : undefined;
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
};

/** Records that a picker's filter lets through, matched and shown by the fields that it names. @throws ResponseError, Error */
export const pick = async (object: string, question: PickerQuestion): Promise<Option[]> => {
    const info = await objectInfo(object);
    const icon = await iconOf(info.apiName);
    const [first = 'Id', ...others] = shownPaths(info, question.display);
    const answer = await get<{ readonly records: readonly Readonly<Record<string, unknown>>[] }>(
        withQuery(`${DATA}/query`, { q: pickerQuery(info, question) })
    );
    return answer.records.map((record) => ({
        id: String(record.Id),
        object: info.label,
        name: valueAt(record, first),
        note: others
            .map((path) => valueAt(record, path))
            .filter((text) => text !== '')
            .join(' · '),
        icon
    }));
};
