import { objectInfo } from './describe.ts';
import { shownColumn, type Shown } from './fields.ts';
import { get, UI_API, withQuery } from './http.ts';
import { urlOf } from './router.ts';
import type { FieldInfo, ListInfo, ObjectInfo, RecordPage, UiRecord } from './uiTypes.ts';

export interface ListView {
    readonly apiName: string;
    readonly label: string;
}
export interface Column {
    readonly path: string;
    readonly label: string;
    readonly sortable: boolean;
    readonly lookupId: string | null;
    readonly info: FieldInfo | undefined;
}
export interface Row {
    readonly key: string;
    readonly url: string;
    readonly name: string;
    readonly cells: readonly {
        readonly key: string;
        readonly label: string;
        readonly shown: Shown;
        readonly first: boolean;
    }[];
}

/** The list views of an object. @throws ResponseError */
export const listViews = async (object: string): Promise<readonly ListView[]> =>
    (await get<{ lists: readonly ListView[] }>(`${UI_API}/list-info/${object}`)).lists;

const columnsOf = async (list: ListInfo, object: string): Promise<Column[]> => {
    const info = await objectInfo(object);
    return list.displayColumns.map((column) => ({
        path: column.fieldApiName,
        label: column.label,
        sortable: column.sortable,
        lookupId: column.lookupId,
        info: info.fields[column.fieldApiName]
    }));
};

/** Columns of a list view, and whether this user may create records. @throws ResponseError */
export const listColumns = async (
    object: string,
    view: string
): Promise<{ label: string; createable: boolean; columns: Column[] }> => {
    const list = await get<ListInfo>(`${UI_API}/list-info/${object}/${view}`);
    return { label: list.label, createable: list.createable, columns: await columnsOf(list, object) };
};

/** One page of a list view's records. @throws ResponseError */
export const listRecords = (
    object: string,
    view: string,
    page: { sortBy: string | undefined; pageToken: string | undefined; pageSize: number }
): Promise<RecordPage> => get<RecordPage>(withQuery(`${UI_API}/list-records/${object}/${view}`, page));

/** A related list's columns, and the child's field that leads to the parent. @throws ResponseError */
export const relatedColumns = async (
    parent: string,
    relation: string
): Promise<{ label: string; createable: boolean; columns: Column[]; child: string; field: string }> => {
    const list = await get<ListInfo & { objectApiNames: readonly string[]; fieldApiName: string }>(
        `${UI_API}/related-list-info/${parent}/${relation}`
    );
    const child = list.objectApiNames[0] ?? '';
    return {
        label: list.label,
        createable: list.createable,
        columns: await columnsOf(list, child),
        child,
        field: list.fieldApiName
    };
};

/** One page of a record's related list. @throws ResponseError */
export const relatedRecords = (
    parentId: string,
    relation: string,
    page: { sortBy?: string; pageToken?: string; pageSize: number }
): Promise<RecordPage> =>
    get<RecordPage>(
        withQuery(`${UI_API}/related-list-records/${parentId}/${relation}`, {
            sortBy: page.sortBy,
            pageToken: page.pageToken,
            pageSize: page.pageSize
        })
    );

/** Records as the rows of a table: the first column leads to the record where no other does. */
export const rowsOf = (records: readonly UiRecord[], columns: readonly Column[], info: ObjectInfo): Row[] =>
    records.map((record) => {
        const url = urlOf({
            type: 'standard__recordPage',
            attributes: { objectApiName: record.apiName, recordId: record.id, actionName: 'view' }
        });
        const named = columns.some((column) => column.info?.nameField);
        const cells = columns.map((column, index) => {
            const value = shownColumn(record, column.path, column.lookupId, column.info);
            const shown =
                index === 0 && !named ? { ...value, linkId: record.id, text: value.text || record.id } : value;
            return { key: column.path, label: column.label, shown, first: index === 0 };
        });
        const name = record.fields[info.nameFields[0] ?? 'Name']?.value;
        return { key: record.id, url, name: typeof name === 'string' ? name : record.id, cells };
    });
