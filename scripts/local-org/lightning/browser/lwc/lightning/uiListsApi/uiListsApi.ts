/** `lightning/uiListsApi`: list views. */
import { get, UI_API, withQuery } from 'org/http';
import { asList, fieldName, objectName, type FieldReference, type ObjectReference } from 'org/uiTypes';
import { fetchAdapter, type WireAdapter } from 'org/wire';

interface InfoConfig {
    readonly objectApiName?: ObjectReference;
    readonly listViewApiName?: string;
}
const named = (config: InfoConfig): boolean =>
    config.objectApiName !== undefined && typeof config.listViewApiName === 'string';

export const getListInfoByName: WireAdapter<InfoConfig> = fetchAdapter<InfoConfig, unknown>(named, (config) =>
    get<unknown>(`${UI_API}/list-info/${objectName(config.objectApiName!)}/${config.listViewApiName}`)
);
export const getListInfosByObjectName: WireAdapter<InfoConfig> = fetchAdapter<InfoConfig, unknown>(
    (config) => config.objectApiName !== undefined,
    (config) => get<unknown>(`${UI_API}/list-info/${objectName(config.objectApiName!)}`)
);

interface RecordsConfig extends InfoConfig {
    readonly fields?: readonly FieldReference[];
    readonly optionalFields?: readonly FieldReference[];
    readonly pageSize?: number;
    readonly pageToken?: string;
    readonly sortBy?: readonly FieldReference[];
}
export const getListRecordsByName: WireAdapter<RecordsConfig> = fetchAdapter<RecordsConfig, unknown>(named, (config) =>
    get<unknown>(
        withQuery(`${UI_API}/list-records/${objectName(config.objectApiName!)}/${config.listViewApiName}`, {
            fields: asList(config.fields).map(fieldName).join(','),
            optionalFields: asList(config.optionalFields).map(fieldName).join(','),
            pageSize: config.pageSize,
            pageToken: config.pageToken,
            sortBy: asList(config.sortBy).map(fieldName).join(',')
        })
    )
);
