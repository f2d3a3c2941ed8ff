/** Stubs of queries. They answer for data model objects and external objects, of which the local org has none. */
import { SObject } from '../../model/index.ts';
import { type ApexMap, execution, invoke, SOQL_STUBBED, SObjectTypeToken } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { toFieldValue } from './fieldValues.ts';
import { itemsOf, listOf, need, raise } from './support.ts';

const stubbed = (): Set<string> => {
    const cells = execution().test?.cells ?? raise('System.TypeException', 'Method is only valid in tests');
    let found = cells.get(SOQL_STUBBED) as Set<string> | undefined;
    if (!found) cells.set(SOQL_STUBBED, (found = new Set()));
    return found;
};
/** Sets one field, of the record or, by `Account.Name`, of a record that it looks up. @throws SObjectException */
const put = (record: SObject, path: string, value: unknown): void => {
    const dot = path.indexOf('.');
    const name = dot < 0 ? path : path.slice(0, dot);
    const lookup = dot < 0 ? undefined : record.type.parent(name);
    const target = lookup && execution().schema.object(lookup.referenceTo[0] ?? '');
    if (target) {
        const parent = record.parent(name) ?? new SObject(target);
        record.setParent(name, parent);
        put(parent, path.slice(dot + 1), value);
        return;
    }
    const field =
        record.type.field(path) ?? raise('System.SObjectException', `Invalid field ${path} for ${record.type.name}`);
    record.set(field, toFieldValue(field, value));
};
const stubRow = (type: SObjectTypeToken | null, values: ApexMap | null): SObject => {
    const record = new SObject(need(type).object);
    for (const [path, value] of need(values).entries()) put(record, String(path), value);
    return record;
};

/** Members of Test. Source: Apex Reference Guide, Test Class; Apex Developer Guide, "Mock SOQL Tests for Data Cloud Data Model Objects". */
export const soqlStubs: LibraryType['members'] = {
    'static Boolean isSoqlStubDefined(Schema.SObjectType type)': (type: SObjectTypeToken | null) =>
        stubbed().has(need(type).object.name.toLowerCase()),
    'static void createSoqlStub(Schema.SObjectType type, System.SoqlStubProvider provider)': (
        type: SObjectTypeToken | null,
        provider: unknown
    ) => {
        need(provider);
        stubbed().add(need(type).object.name.toLowerCase());
    },
    'static SObject createStubQueryRow(Schema.SObjectType type, Map<String, Object> values)': stubRow,
    'static List<SObject> createStubQueryRows(Schema.SObjectType type, List<Map<String, Object>> rows)': (
        type: SObjectTypeToken | null,
        rows: unknown
    ) =>
        listOf(
            'SObject',
            itemsOf(rows).map((values) => stubRow(type, values as ApexMap))
        )
};
const HANDLE = 'List<SObject> handleSoqlQuery(Schema.SObjectType type, String query, Map<String, Object> binds)';
export const soqlStubProvider: LibraryType = {
    name: 'System.SoqlStubProvider',
    kind: 'class',
    members: {
        'new()': () => ({}),
        [HANDLE]: (self: unknown, type: unknown, query: unknown, binds: unknown) =>
            invoke(self, 'handleSoqlQuery', type, query, binds)
    },
    abstractMembers: [HANDLE]
};
