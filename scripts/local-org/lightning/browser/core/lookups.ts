import { iconOf } from './app.ts';
import { objectInfo } from './describe.ts';
import { DATA, get, UI_API, withQuery } from './http.ts';
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
