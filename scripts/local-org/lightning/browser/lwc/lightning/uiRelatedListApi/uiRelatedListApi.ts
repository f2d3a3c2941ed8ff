/** `lightning/uiRelatedListApi`. */
import { get, UI_API, withQuery } from 'org/http';
import { asList, fieldName, objectName, type FieldReference, type ObjectReference } from 'org/uiTypes';
import { fetchAdapter, type WireAdapter } from 'org/wire';

interface ListsConfig {
    readonly parentObjectApiName?: ObjectReference;
    readonly relatedListId?: string;
}
export const getRelatedListsInfo: WireAdapter<ListsConfig> = fetchAdapter<ListsConfig, unknown>(
    (config) => config.parentObjectApiName !== undefined,
    (config) => get<unknown>(`${UI_API}/related-list-info/${objectName(config.parentObjectApiName!)}`)
);
export const getRelatedListInfo: WireAdapter<ListsConfig> = fetchAdapter<ListsConfig, unknown>(
    (config) => config.parentObjectApiName !== undefined && typeof config.relatedListId === 'string',
    (config) =>
        get<unknown>(`${UI_API}/related-list-info/${objectName(config.parentObjectApiName!)}/${config.relatedListId}`)
);

interface RecordsConfig {
    readonly parentRecordId?: string;
    readonly relatedListId?: string;
    readonly fields?: readonly FieldReference[];
    readonly optionalFields?: readonly FieldReference[];
    readonly pageSize?: number;
    readonly pageToken?: string;
    readonly sortBy?: readonly FieldReference[];
    readonly where?: string;
}
export const getRelatedListRecords: WireAdapter<RecordsConfig> = fetchAdapter<RecordsConfig, unknown>(
    (config) => typeof config.parentRecordId === 'string' && typeof config.relatedListId === 'string',
    (config) =>
        get<unknown>(
            withQuery(`${UI_API}/related-list-records/${config.parentRecordId}/${config.relatedListId}`, {
                fields: asList(config.fields).map(fieldName).join(','),
                optionalFields: asList(config.optionalFields).map(fieldName).join(','),
                pageSize: config.pageSize,
                pageToken: config.pageToken,
                sortBy: asList(config.sortBy).map(fieldName).join(','),
                where: config.where
            })
        )
);
