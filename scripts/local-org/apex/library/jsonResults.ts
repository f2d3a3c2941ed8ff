/** Results of the platform as JSON: `{"success":true,"id":"…","errors":[]}`. Tests make results that way, for they have no constructors. */
import { type SaveError, tryReadApexId } from '../../model/index.ts';
import type { SaveResult } from '../../database/types.ts';
import { ApexList } from '../runtime/index.ts';
import { Uuid } from './crypto.ts';
import { Data } from './dataTypes.ts';
import { MergeRow } from './databaseMerge.ts';
import { ROW_CLASSES, RowResult, saveFault, SaveFault, UpsertRow } from './databaseResults.ts';
import { ActionError, ActionResult } from './invocableActions.ts';
import { JsonObject, type JsonValue, type Writable } from './jsonText.ts';
import { entryFields } from './picklistEntries.ts';
import { idOf, listOf as apexList } from './support.ts';

/** Results that are held by their properties: which of them are Ids, lists of Ids and texts. */
const DATA_RESULTS: Readonly<Record<string, Readonly<Record<string, 'Id' | 'List<Id>' | 'String'>>>> = {
    'Database.LeadConvertResult': { accountId: 'Id', contactId: 'Id', leadId: 'Id', opportunityId: 'Id' },
    'Approval.ProcessResult': {
        actorIds: 'List<Id>',
        entityId: 'Id',
        instanceId: 'Id',
        instanceStatus: 'String',
        newWorkitemIds: 'List<Id>'
    }
};

const errorMembers = ({ message, statusCode, fields }: SaveError): readonly (readonly [string, Writable])[] => [
    ['message', message],
    ['fields', [...fields]],
    ['statusCode', statusCode]
];
const errorFields = (error: SaveError): Writable => ({ fields: errorMembers(error) });
const itemsOf = (list: unknown): readonly unknown[] => (list instanceof ApexList ? list.items : []);
const plain = (value: unknown): Writable =>
    value instanceof ApexList ? value.items.map(String) : typeof value === 'string' ? value : null;

const dataFields = (data: Data): readonly (readonly [string, Writable])[] | undefined => {
    const names = DATA_RESULTS[data.typeName];
    if (!names) return undefined;
    const errors = itemsOf(data.get('errors')).flatMap((row) => (row instanceof SaveFault ? [row.error] : []));
    return [
        ['success', data.get('success') === true],
        ['errors', errors.map(errorFields)],
        ...Object.keys(names).map((name) => [name, plain(data.get(name))] as const)
    ];
};

/** A result's fields in the order of the platform; undefined for other values. */
export const resultFields = (value: object): readonly (readonly [string, Writable])[] | undefined => {
    if (value instanceof Data) return dataFields(value);
    if (value instanceof SaveFault) return errorMembers(value.error);
    const entry = entryFields(value);
    if (entry) return entry;
    if (value instanceof ActionError)
        return [
            ['code', value.code],
            ['message', value.message]
        ];
    if (!(value instanceof RowResult || value instanceof MergeRow)) return undefined;
    const { id, success, errors, created, merged } = value.result;
    const fields: [string, Writable][] = [
        ['success', success],
        ['id', id ?? null],
        ['errors', errors.map(errorFields)]
    ];
    if (value instanceof UpsertRow) fields.push(['created', created]);
    if (value instanceof MergeRow)
        fields.push(['mergedRecordIds', [...value.recordIds]], ['updatedRelatedIds', [...(merged?.movedIds ?? [])]]);
    return fields;
};

const textOf = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '');
const listOf = (value: JsonValue | undefined): readonly JsonValue[] => (Array.isArray(value) ? value : []);
const idsOf = (value: JsonValue | undefined): string[] => listOf(value).map((item) => idOf(textOf(item)));
/** A property by its name in any case: both `leadId` and `leadid` are read. */
const read = (json: JsonValue, name: string): JsonValue | undefined =>
    json instanceof JsonObject
        ? json.entries.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1]
        : undefined;

const errorOf = (value: JsonValue): SaveError => ({
    statusCode: textOf(read(value, 'statusCode')),
    message: textOf(read(value, 'message')),
    fields: listOf(read(value, 'fields')).map(textOf)
});
const actionError = (value: JsonValue): ActionError =>
    new ActionError(textOf(read(value, 'code')), textOf(read(value, 'message')));

const saved = (json: JsonObject): SaveResult => {
    const id = textOf(read(json, 'id'));
    return {
        ...(id === '' ? {} : { id: tryReadApexId(id) ?? id }),
        success: read(json, 'success') === true,
        created: read(json, 'created') === true,
        errors: listOf(read(json, 'errors')).map(errorOf)
    };
};
const dataResult = (typeName: string, json: JsonObject): Data => {
    const data = new Data(typeName, {
        success: read(json, 'success') === true,
        errors: apexList('Database.Error', listOf(read(json, 'errors')).map(errorOf).map(saveFault))
    });
    for (const [name, type] of Object.entries(DATA_RESULTS[typeName] ?? {})) {
        const value = read(json, name);
        if (type === 'List<Id>') data.set(name, value === undefined ? null : apexList('Id', idsOf(value)));
        else if (textOf(value) !== '') data.set(name, type === 'Id' ? idOf(textOf(value)) : value);
    }
    return data;
};

/** The result that JSON describes; undefined where the type is none. */
export const resultOf = (typeName: string, json: JsonObject): object | undefined => {
    if (typeName === 'Invocable.Action.Result')
        return new ActionResult(
            null,
            read(json, 'success') === true,
            [],
            [],
            listOf(read(json, 'errors')).map(actionError)
        );
    if (typeName === 'Invocable.Action.Error') return actionError(json);
    if (typeName === 'Database.MergeResult') {
        const merged = { recordIds: [], movedIds: idsOf(read(json, 'updatedRelatedIds')) };
        return new MergeRow({ ...saved(json), merged }, idsOf(read(json, 'mergedRecordIds')));
    }
    if (typeName in DATA_RESULTS) return dataResult(typeName, json);
    const rowClass = ROW_CLASSES[typeName];
    return rowClass && new rowClass(saved(json));
};

/** What text in JSON stands for a value of a type of the platform; undefined where the type has none. */
export const scalarOf = (typeName: string, text: string): object | undefined =>
    typeName === 'System.UUID' ? Uuid.parse(text) : undefined;
/** The text that stands in JSON for a value of such a type. */
export const scalarText = (value: object): string | undefined => (value instanceof Uuid ? value.text : undefined);
