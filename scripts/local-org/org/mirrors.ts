/** Rows of setup objects that mirror metadata: what Apex and clients query of profiles, permission sets, code, stages. */
import { Decimal } from '../model/index.ts';
import type { Id, ObjectDef, PicklistValueDef, Scalar, Schema, SharingModel } from '../model/index.ts';
import type { ComponentSource, GrantDef, MetadataModel } from '../metadata/types.ts';
import type { Database, Transaction } from '../database/types.ts';
import { apexSources } from './components.ts';
import { KeptIds } from './kept-ids.ts';

type Row = Readonly<Record<string, Scalar>>;

const textIn = (row: Row, name: string): string => {
    const value = row[name];
    return typeof value === 'string' ? value : '';
};

/** Label of a profile in Profile.Name, as the platform has it: `Admin` is "System Administrator". */
const profileRow = (grant: GrantDef): Row => ({
    Name: grant.label || grant.name,
    UserType: 'Standard',
    Description: grant.description || null
});

const permissionSetRow = (grant: GrantDef): Row => ({
    Name: grant.name,
    Label: grant.label,
    Description: grant.description || null,
    IsOwnedByProfile: false,
    IsCustom: true,
    Type: 'Regular'
});

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

const currencyRows = ({ currencies = [] }: Schema): Row[] =>
    currencies.map(({ isoCode, rate, decimalPlaces, corporate }) => ({
        IsoCode: isoCode,
        ConversionRate: Decimal.of(rate),
        DecimalPlaces: decimalPlaces,
        IsActive: true,
        IsCorporate: corporate
    }));

const recordTypeRows = (schema: Schema): Row[] =>
    schema.objects.flatMap((object) =>
        object.recordTypes.map((type) => ({
            Name: type.label,
            DeveloperName: type.developerName,
            SobjectType: object.name,
            IsActive: type.active
        }))
    );

/** Source: Object Reference, Organization: `DefaultAccountAccess` and the like state the organisation-wide default. */
const DEFAULT_ACCESS: Readonly<Record<SharingModel, string>> = {
    private: 'None',
    read: 'Read',
    readWrite: 'Edit',
    controlledByParent: 'ControlledByParent'
};

const organizationRow = (schema: Schema, orgId: Id): Row => ({
    Id: orgId,
    Name: 'Gangway local org',
    DefaultLocaleSidKey: 'en_US',
    LanguageLocaleKey: 'en_US',
    TimeZoneSidKey: 'Europe/London',
    OrganizationType: 'Developer Edition',
    InstanceName: 'LOCAL',
    IsSandbox: false,
    FiscalYearStartMonth: 1,
    ...Object.fromEntries(
        ['Account', 'Contact', 'Opportunity', 'Lead', 'Case', 'Campaign'].flatMap((name) => {
            const object = schema.object(name);
            return object ? [[`Default${name}Access`, DEFAULT_ACCESS[object.sharing]]] : [];
        })
    )
});

/** Only fields that the object has, and numbers as the field holds them, whatever a picklist's fact was written as. */
const fitted = (object: ObjectDef, row: Row): Row =>
    Object.fromEntries(
        Object.entries(row).flatMap(([name, value]) => {
            const field = object.field(name);
            if (!field) return [];
            const isNumber = field.type === 'percent' && (typeof value === 'number' || typeof value === 'string');
            return [[name, isNumber ? (Decimal.parse(String(value)) ?? null) : value]];
        })
    );

/** Writes the mirrored rows of one org. Ids are known without a query, since the first run has no user who could ask. */
class Mirrors {
    private readonly ids = new Map<string, KeptIds>();
    private readonly database: Database;
    private readonly tx: Transaction;
    private readonly schema: Schema;

    constructor(database: Database, tx: Transaction, schema: Schema) {
        this.database = database;
        this.tx = tx;
        this.schema = schema;
    }
    idsOf(objectName: string): KeptIds {
        let ids = this.ids.get(objectName);
        if (!ids)
            this.ids.set(
                objectName,
                (ids = new KeptIds(this.database, this.schema.object(objectName)?.keyPrefix ?? objectName))
            );
        return ids;
    }
    /** @param name what an Id is kept by; the rows are matched by `key` */
    write(
        objectName: string,
        key: string,
        rows: readonly Row[],
        name: (row: Row) => string = (row) => textIn(row, key)
    ): void {
        const object = this.schema.object(objectName);
        if (!object) return;
        const ids = this.idsOf(objectName);
        const withIds = rows.map((row) => fitted(object, { Id: ids.of(name(row)), ...row }));
        this.database.mirror(this.tx, objectName, key, withIds);
    }
    /** Which permission set grants which custom permission or class. */
    accessRows(model: MetadataModel, classes: readonly string[]): Row[] {
        const sets = this.idsOf('PermissionSet');
        const rows: Row[] = [];
        const add = (
            grant: GrantDef,
            type: 'CustomPermission' | 'ApexClass',
            names: Iterable<string>,
            granted: ReadonlySet<string>
        ): void => {
            for (const name of names) {
                if (granted.has(name))
                    rows.push({
                        ParentId: sets.of(grant.name),
                        SetupEntityId: this.idsOf(type).of(name),
                        SetupEntityType: type
                    });
            }
        };
        for (const grant of model.grants) {
            if (grant.kind !== 'permissionSet') continue;
            add(grant, 'CustomPermission', model.customPermissions.keys(), grant.customPermissions);
            add(grant, 'ApexClass', classes, grant.classes);
        }
        return rows;
    }
}

/** The Id of a standard profile, by its label. */
export const profileId = (database: Database, label: string): string => new KeptIds(database, '00e').of(label);

/** Brings all mirrored rows up to date, inside the caller's transaction. */
export const writeMirrors = (
    database: Database,
    tx: Transaction,
    model: MetadataModel,
    components: readonly ComponentSource[],
    orgId: Id
): void => {
    const { schema, grants } = model;
    const mirrors = new Mirrors(database, tx, schema);
    const classes = apexRows(components, 'class');
    mirrors.write('Organization', 'Name', [organizationRow(schema, orgId)]);
    mirrors.write('Profile', 'Name', grants.filter((grant) => grant.kind === 'profile').map(profileRow));
    mirrors.write(
        'PermissionSet',
        'Name',
        grants.filter((grant) => grant.kind === 'permissionSet').map(permissionSetRow)
    );
    mirrors.write('CustomPermission', 'DeveloperName', customPermissionRows(model));
    mirrors.write('ApexClass', 'Name', classes);
    mirrors.write('ApexTrigger', 'Name', apexRows(components, 'trigger'));
    mirrors.write('CurrencyType', 'IsoCode', currencyRows(schema));
    mirrors.write('OpportunityStage', 'ApiName', valueRows(schema, 'Opportunity', 'StageName'));
    mirrors.write('TaskStatus', 'ApiName', valueRows(schema, 'Task', 'Status'));
    mirrors.write(
        'RecordType',
        'Id',
        recordTypeRows(schema),
        (row) => `${textIn(row, 'SobjectType')}.${textIn(row, 'DeveloperName')}`
    );
    const access = mirrors.accessRows(
        model,
        classes.map((row) => textIn(row, 'Name'))
    );
    mirrors.write(
        'SetupEntityAccess',
        'Id',
        access,
        (row) => `${textIn(row, 'ParentId')}/${textIn(row, 'SetupEntityId')}`
    );
};
