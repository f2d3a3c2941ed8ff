/** Rows of setup objects that mirror metadata: what Apex and clients query of profiles, permission sets, code, stages. */
import { Decimal, makeId } from '../model/index.ts';
import type { Id, ObjectDef, PicklistValueDef, Scalar, Schema } from '../model/index.ts';
import type { ComponentSource, MetadataModel } from '../metadata/types.ts';
import type { Database, Transaction } from '../database/types.ts';
import { SYSTEM_MODE } from '../security/types.ts';
import { apexSources } from './components.ts';

type Row = Readonly<Record<string, Scalar>>;

/** Only fields that the object has: base metadata decides what is visible. */
const known = (object: ObjectDef, row: Row): Row =>
    Object.fromEntries(Object.entries(row).filter(([name]) => object.field(name)));

const idsBy = (database: Database, tx: Transaction, object: string, field: string): Map<string, Id> => {
    const ids = new Map<string, Id>();
    const query = database.soql.parse(`SELECT Id, ${field} FROM ${object}`);
    for (const row of database.soql.query(tx, query, [], SYSTEM_MODE).rows)
        if (row.id) ids.set(String(row.get(field)), row.id);
    return ids;
};

/** Label of a profile in Profile.Name, as the platform has it: `Admin` is "System Administrator". */
const profileRows = (model: MetadataModel): Row[] =>
    model.grants
        .filter((grant) => grant.kind === 'profile')
        .map((grant) => ({
            Name: grant.label || grant.name,
            UserType: 'Standard',
            Description: grant.description || null
        }));

const permissionSetRows = (model: MetadataModel): Row[] =>
    model.grants
        .filter((grant) => grant.kind === 'permissionSet')
        .map((grant) => ({
            Name: grant.name,
            Label: grant.label,
            Description: grant.description || null,
            IsOwnedByProfile: false,
            IsCustom: true,
            Type: 'Regular'
        }));

const customPermissionRows = (model: MetadataModel): Row[] =>
    [...model.customPermissions].map(([name, { label, description }]) => ({
        DeveloperName: name,
        MasterLabel: label,
        Description: description || null,
        Language: 'en_US',
        IsProtected: false
    }));

const apexRows = (components: Iterable<ComponentSource>, kind: 'class' | 'trigger'): Row[] =>
    apexSources(components)
        .filter((source) => source.kind === kind)
        .map((source) => ({
            Name: source.name,
            ApiVersion: Decimal.of(source.apiVersion),
            Status: 'Active',
            IsValid: true,
            Body: source.text,
            LengthWithoutComments: source.text.length,
            ...(kind === 'trigger' ? { TableEnumOrId: /\bon\s+(\w+)/i.exec(source.text)?.[1] ?? null } : {})
        }));

const valueRow = (value: PicklistValueDef, position: number): Row => ({
    MasterLabel: value.label,
    ApiName: value.value,
    IsActive: value.active,
    IsDefault: value.isDefault,
    SortOrder: position + 1,
    IsClosed: value.facts.IsClosed ?? false,
    IsWon: value.facts.IsWon ?? false,
    DefaultProbability: value.facts.DefaultProbability ?? null,
    ForecastCategory: value.facts.ForecastCategory ?? null,
    ForecastCategoryName: value.facts.ForecastCategoryName ?? null
});

const valueRows = (schema: Schema, object: string, field: string): Row[] =>
    (schema.object(object)?.field(field)?.picklist?.values ?? []).map(valueRow);

/** Numbers that a fact states as text become what the field holds. */
const typed = (object: ObjectDef, row: Row): Row =>
    Object.fromEntries(
        Object.entries(row).map(([name, value]) => {
            const type = object.field(name)?.type;
            if (type === 'percent' && (typeof value === 'number' || typeof value === 'string'))
                return [name, Decimal.parse(String(value)) ?? null];
            return [name, value];
        })
    );

/**
 * Ids for rows that have no name of their own: given out in order and kept by what the row says.
 * @param prefix the object's key prefix
 */
class KeptIds {
    private readonly database: Database;
    private readonly key: string;
    private readonly prefix: string;
    private readonly numbers: Map<string, number>;
    constructor(database: Database, prefix: string) {
        this.database = database;
        this.key = `kept-ids/${prefix}`;
        this.prefix = prefix;
        const stored = database.store.get(this.key);
        this.numbers = new Map(stored ? (JSON.parse(Buffer.from(stored).toString('utf8')) as [string, number][]) : []);
    }
    of(name: string): Id {
        const number = this.numbers.get(name) ?? this.numbers.size + 1;
        this.numbers.set(name, number);
        return makeId(this.prefix, number);
    }
    save(): void {
        this.database.store.set(this.key, Buffer.from(JSON.stringify([...this.numbers])));
    }
}

/** Which permission set grants which custom permission or class. */
const accessRows = (database: Database, tx: Transaction, model: MetadataModel): Row[] => {
    const sets = idsBy(database, tx, 'PermissionSet', 'Name');
    const entities = {
        CustomPermission: idsBy(database, tx, 'CustomPermission', 'DeveloperName'),
        ApexClass: idsBy(database, tx, 'ApexClass', 'Name')
    };
    const ids = new KeptIds(database, '0J0');
    const rows: Row[] = [];
    const add = (parent: Id, type: keyof typeof entities, names: ReadonlySet<string>): void => {
        for (const [name, entity] of entities[type]) {
            if (names.has(name))
                rows.push({
                    Id: ids.of(`${parent}/${entity}`),
                    ParentId: parent,
                    SetupEntityId: entity,
                    SetupEntityType: type
                });
        }
    };
    for (const grant of model.grants) {
        const parent = grant.kind === 'permissionSet' ? sets.get(grant.name) : undefined;
        if (parent === undefined) continue;
        add(parent, 'CustomPermission', grant.customPermissions);
        add(parent, 'ApexClass', grant.classes);
    }
    ids.save();
    return rows;
};

/** Two objects may have a record type of the same name. */
const recordTypeRows = (database: Database, schema: Schema): Row[] => {
    const ids = new KeptIds(database, '012');
    const rows = schema.objects.flatMap((object) =>
        object.recordTypes.map((type) => ({
            Id: ids.of(`${object.name}.${type.developerName}`),
            Name: type.label,
            DeveloperName: type.developerName,
            SobjectType: object.name,
            IsActive: type.active
        }))
    );
    ids.save();
    return rows;
};

/** Brings all mirrored rows up to date, inside the caller's transaction. */
export const writeMirrors = (
    database: Database,
    tx: Transaction,
    model: MetadataModel,
    components: readonly ComponentSource[]
): void => {
    const { schema } = model;
    const mirror = (name: string, key: string, rows: () => readonly Row[]): void => {
        const object = schema.object(name);
        if (object)
            database.mirror(
                tx,
                name,
                key,
                rows().map((row) => typed(object, known(object, row)))
            );
    };
    mirror('Profile', 'Name', () => profileRows(model));
    mirror('PermissionSet', 'Name', () => permissionSetRows(model));
    mirror('CustomPermission', 'DeveloperName', () => customPermissionRows(model));
    mirror('ApexClass', 'Name', () => apexRows(components, 'class'));
    mirror('ApexTrigger', 'Name', () => apexRows(components, 'trigger'));
    mirror('OpportunityStage', 'ApiName', () => valueRows(schema, 'Opportunity', 'StageName'));
    mirror('TaskStatus', 'ApiName', () => valueRows(schema, 'Task', 'Status'));
    mirror('RecordType', 'Id', () => recordTypeRows(database, schema));
    mirror('SetupEntityAccess', 'Id', () => accessRows(database, tx, model));
};
