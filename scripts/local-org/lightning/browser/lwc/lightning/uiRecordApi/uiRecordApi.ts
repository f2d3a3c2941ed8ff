/** `lightning/uiRecordApi`. Source: Lightning Web Components Developer Guide, "lightning/ui*Api Wire Adapters and Functions". */
import { get, UI_API } from 'org/http';
import { records } from 'org/recordStore';
import { layout } from 'org/describe';
import {
    asList,
    fieldName,
    objectName,
    type FieldReference,
    type FieldValue,
    type ObjectInfo,
    type ObjectReference,
    type UiRecord
} from 'org/uiTypes';
import { fetchAdapter, wireAdapter, type WireAdapter } from 'org/wire';

export { createRecord, deleteRecord, updateRecord } from 'org/records';

type Names = FieldReference | readonly FieldReference[];
interface RecordConfig {
    readonly recordId?: string | null;
    readonly fields?: Names;
    readonly optionalFields?: Names;
    readonly layoutTypes?: string | readonly string[];
    readonly modes?: string | readonly string[];
}

const names = (given: Names | undefined): string[] => asList<FieldReference>(given).map(fieldName);

const asksForSomething = ({ fields, optionalFields, layoutTypes }: RecordConfig): boolean =>
    asList(fields).length + asList(optionalFields).length + asList(layoutTypes).length > 0;

/** Fields of a record's layouts, as paths. */
const layoutFields = async (recordId: string, layoutTypes: readonly string[]): Promise<string[]> => {
    const record = await get<UiRecord>(`${UI_API}/records/${recordId}?layoutTypes=${layoutTypes.join(',')}`);
    records.ingest(record);
    return Object.entries(record.fields).flatMap(([name, field]) => {
        const nested = field.value as Partial<UiRecord> | null;
        const below = typeof nested === 'object' && nested?.fields ? Object.keys(nested.fields) : [];
        return below.length > 0
            ? below.map((child) => `${record.apiName}.${name}.${child}`)
            : [`${record.apiName}.${name}`];
    });
};

export const getRecord: WireAdapter<RecordConfig> = wireAdapter<RecordConfig, UiRecord>(
    (config) => typeof config.recordId === 'string' && config.recordId !== '' && asksForSomething(config),
    (config, emit) => {
        const id = config.recordId!;
        const layoutTypes = asList(config.layoutTypes);
        if (layoutTypes.length === 0)
            return records.subscribe(id, names(config.fields), names(config.optionalFields), emit);
        let stop: (() => void) | undefined;
        let stopped = false;
        layoutFields(id, layoutTypes).then(
            (fields) => {
                if (!stopped)
                    stop = records.subscribe(
                        id,
                        names(config.fields),
                        [...fields, ...names(config.optionalFields)],
                        emit
                    );
            },
            (error: unknown) => emit({ data: undefined, error })
        );
        return () => {
            stopped = true;
            stop?.();
        };
    }
);

interface RecordsConfig {
    readonly records?: readonly {
        readonly recordIds: readonly string[];
        readonly fields?: Names;
        readonly optionalFields?: Names;
    }[];
}
export const getRecords: WireAdapter<RecordsConfig> = wireAdapter<RecordsConfig, { results: unknown[] }>(
    (config) => (config.records?.length ?? 0) > 0,
    (config, emit) => {
        const wanted = (config.records ?? []).flatMap((one) =>
            one.recordIds.map((id) => ({ id, fields: names(one.fields), optional: names(one.optionalFields) }))
        );
        const results = new Map<string, { statusCode: number; result: unknown }>();
        const stops = wanted.map(({ id, fields, optional }) =>
            records.subscribe(id, fields, optional, ({ data, error }) => {
                const status = (error as { status?: number } | undefined)?.status ?? 400;
                results.set(
                    id,
                    data
                        ? { statusCode: 200, result: data }
                        : { statusCode: status, result: (error as { body?: unknown }).body }
                );
                if (results.size === wanted.length)
                    emit({ data: { results: wanted.map((one) => results.get(one.id)) }, error: undefined });
            })
        );
        return () => stops.forEach((stop) => stop());
    }
);

const fieldOf = (record: UiRecord | null | undefined, field: FieldReference): FieldValue | undefined => {
    const [last = '', ...parents] = fieldName(field).split('.').slice(1).reverse();
    let at: UiRecord | null | undefined = record;
    for (const parent of parents.reverse()) at = at?.fields[parent]?.value as UiRecord | null | undefined;
    return at?.fields[last];
};

/** The raw value of a field in a record that an adapter gave; undefined where the record has not got it. */
export const getFieldValue = (record: UiRecord | null | undefined, field: FieldReference): unknown =>
    fieldOf(record, field)?.value;

/** The text of a field as the user's locale writes it; null where the value itself is that text. */
export const getFieldDisplayValue = (
    record: UiRecord | null | undefined,
    field: FieldReference
): string | null | undefined => fieldOf(record, field)?.displayValue;

/** Tells every component of the page that these records changed behind its back. */
export const notifyRecordUpdateAvailable = (items: readonly { readonly recordId: string }[]): Promise<void> =>
    records.changed(items.map((item) => item.recordId));

/** The older name of `notifyRecordUpdateAvailable`. */
export const getRecordNotifyChange = (items: readonly { readonly recordId: string }[]): void => {
    void notifyRecordUpdateAvailable(items);
};

interface DefaultsConfig {
    readonly objectApiName?: ObjectReference;
    readonly recordTypeId?: string;
    readonly optionalFields?: Names;
}
export const getRecordCreateDefaults: WireAdapter<DefaultsConfig> = fetchAdapter<DefaultsConfig, unknown>(
    (config) => config.objectApiName !== undefined,
    (config) =>
        get<unknown>(
            `${UI_API}/record-defaults/create/${objectName(config.objectApiName!)}?optionalFields=${names(config.optionalFields).join(',')}`
        )
);

const writable = (
    record: UiRecord,
    info: ObjectInfo | undefined,
    may: 'createable' | 'updateable'
): Record<string, unknown> =>
    Object.fromEntries(
        Object.entries(record.fields).flatMap(([name, field]) =>
            info !== undefined && info.fields[name]?.[may] !== true ? [] : [[name, field.value]]
        )
    );

/** The input of `createRecord` from a record of defaults: what this user may set. */
export const generateRecordInputForCreate = (
    record: UiRecord,
    info?: ObjectInfo
): { apiName: string; fields: Record<string, unknown> } => ({
    apiName: record.apiName,
    fields: writable(record, info, 'createable')
});

/** The input of `updateRecord` from a record: its Id and what this user may change. */
export const generateRecordInputForUpdate = (
    record: UiRecord,
    info?: ObjectInfo
): { fields: Record<string, unknown> } => ({
    fields: { ...writable(record, info, 'updateable'), Id: record.id }
});

/** The input with only those fields that differ from a record. */
export const createRecordInputFilteredByEditedFields = (
    input: { readonly fields: Readonly<Record<string, unknown>> },
    original: UiRecord
): { fields: Record<string, unknown> } => ({
    fields: Object.fromEntries(
        Object.entries(input.fields).filter(([name, value]) => name === 'Id' || original.fields[name]?.value !== value)
    )
});

interface UiConfig {
    readonly recordIds?: string | readonly string[];
    readonly layoutTypes?: string | readonly string[];
    readonly modes?: string | readonly string[];
}
export const getRecordUi: WireAdapter<UiConfig> = fetchAdapter<UiConfig, unknown>(
    (config) => asList(config.recordIds).length > 0,
    (config) =>
        get<unknown>(
            `${UI_API}/record-ui/${asList(config.recordIds).join(',')}?layoutTypes=${asList(config.layoutTypes).join(',')}&modes=${asList(config.modes).join(',')}`
        )
);

interface LayoutConfig {
    readonly objectApiName?: ObjectReference;
    readonly layoutType?: 'Full' | 'Compact';
    readonly mode?: 'View' | 'Edit' | 'Create';
}
/** `lightning/uiLayoutApi` shares this. */
export const layoutAdapter: WireAdapter<LayoutConfig> = fetchAdapter<LayoutConfig, unknown>(
    (config) => config.objectApiName !== undefined,
    (config) => layout(objectName(config.objectApiName!), config.layoutType ?? 'Full', config.mode ?? 'View')
);
