/** `lightning/uiListApi`: the older wire adapter of list views, made of the newer two. Source: LWC guide, "getListUi (Deprecated)". */
import { get, UI_API, withQuery } from 'org/http';
import { asList, fieldName, objectName, type FieldReference, type ObjectReference } from 'org/uiTypes';
import { fetchAdapter, type WireAdapter } from 'org/wire';

interface ListUiConfig {
    readonly objectApiName?: ObjectReference;
    readonly listViewApiName?: string | symbol;
    readonly fields?: readonly FieldReference[] | FieldReference;
    readonly optionalFields?: readonly FieldReference[] | FieldReference;
    readonly pageSize?: number;
    readonly pageToken?: string;
    readonly sortBy?: readonly FieldReference[] | FieldReference;
}
interface ListUi {
    readonly info: unknown;
    readonly records: unknown;
}

export const getListUi: WireAdapter<ListUiConfig> = fetchAdapter<ListUiConfig, unknown>(
    ({ objectApiName }) => objectApiName !== undefined,
    async ({
        objectApiName,
        listViewApiName,
        fields,
        optionalFields,
        pageSize,
        pageToken,
        sortBy
    }): Promise<unknown> => {
        const object = objectName(objectApiName!);
        if (typeof listViewApiName !== 'string') return get<unknown>(`${UI_API}/list-info/${object}`);
        const names = (given: typeof fields): string => asList(given).map(fieldName).join(',');
        const [info, records] = await Promise.all([
            get<unknown>(`${UI_API}/list-info/${object}/${listViewApiName}`),
            get<unknown>(
                withQuery(`${UI_API}/list-records/${object}/${listViewApiName}`, {
                    fields: names(fields),
                    optionalFields: names(optionalFields),
                    pageSize,
                    pageToken,
                    sortBy: names(sortBy)
                })
            )
        ]);
        return { info, records } satisfies ListUi;
    }
);
