/** Rows of setup objects that mirror metadata: what Apex and clients query of profiles, permission sets, code, stages. */
import { crc32 } from 'node:zlib';
import { Decimal } from '../model/index.ts';
import type { Id, PicklistValueDef, Schema, SharingModel } from '../model/index.ts';
import type {
    ComponentSource,
    DuplicateRuleDef,
    ListViewDef,
    MetadataModel,
    NotificationTypeDef,
    StaticResourceDef
} from '../metadata/types.ts';
import type { Database, Transaction } from '../database/types.ts';
import { writeFolders } from './folderMirrors.ts';
import { apexSources } from './components.ts';
import { writeDefinitions } from './definitionMirrors.ts';
import { writeGrants } from './grantMirrors.ts';
import { KeptIds } from './kept-ids.ts';
import { Mirrors, textIn, type Row } from './mirrorWriter.ts';
import { writePeople } from './peopleMirrors.ts';

/** What a trigger's first line says of it. Source: Object Reference, "ApexTrigger". */
const triggerFacts = (text: string): Row => {
    const [, object, events = ''] = /\bon\s+(\w+)\s*\(([^)]*)\)/i.exec(text) ?? [];
    const listens = (event: string): boolean => new RegExp(event.replace(' ', '\\s+'), 'i').test(events);
    return {
        TableEnumOrId: object ?? null,
        UsageBeforeInsert: listens('before insert'),
        UsageAfterInsert: listens('after insert'),
        UsageBeforeUpdate: listens('before update'),
        UsageAfterUpdate: listens('after update'),
        UsageBeforeDelete: listens('before delete'),
        UsageAfterDelete: listens('after delete'),
        UsageAfterUndelete: listens('after undelete'),
        UsageIsBulk: true
    };
};

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
            BodyCrc: Decimal.of(crc32(source.text)),
            ...(kind === 'trigger' ? triggerFacts(source.text) : {})
        }));

const resourceRow = ({ name, contentType, cacheControl, description, body }: StaticResourceDef): Row => ({
    Name: name,
    ContentType: contentType,
    CacheControl: cacheControl,
    Description: description,
    BodyLength: body.byteLength,
    Body: body
});

const notificationTypeRow = (type: NotificationTypeDef): Row => ({
    DeveloperName: type.developerName,
    CustomNotifTypeName: type.name,
    MasterLabel: type.label,
    Description: type.description || null,
    Desktop: type.desktop,
    Mobile: type.mobile,
    Language: 'en_US'
});

/** Names of an object's parts are its own: two objects may have one of the same name. */
const nameWithObject = (row: Row): string => `${textIn(row, 'SobjectType')}.${textIn(row, 'DeveloperName')}`;

const duplicateRuleRow = ({ object, name, label }: DuplicateRuleDef): Row => ({
    SobjectType: object,
    DeveloperName: name,
    MasterLabel: label,
    Language: 'en_US',
    IsActive: true
});

/** Filters of list views can all be asked in SOQL. Source: Object Reference, "ListView". */
const listViewRow = ({ object, name, label }: ListViewDef): Row => ({
    Name: label,
    DeveloperName: name,
    SobjectType: object,
    IsSoqlCompatible: true
});

const valueRow = (value: PicklistValueDef, position: number): Row => ({
    MasterLabel: value.label,
    ApiName: value.value,
    IsActive: value.active,
    IsDefault: value.isDefault,
    SortOrder: position + 1,
    IsClosed: value.facts.IsClosed ?? false,
    IsWon: value.facts.IsWon ?? false,
    IsConverted: value.facts.IsConverted ?? false,
    IsHighPriority: value.facts.IsHighPriority ?? false,
    DefaultProbability: value.facts.DefaultProbability ?? null,
    ForecastCategory: value.facts.ForecastCategory ?? null,
    ForecastCategoryName: value.facts.ForecastCategoryName ?? null
});

/** Stages of an order or a contract: the platform tells them by a code, which the first and the activated ones have by name. */
const statusRows = (schema: Schema, object: string): Row[] =>
    (schema.object(object)?.field('Status')?.picklist?.values ?? []).map((value, position) => ({
        ...valueRow(value, position),
        StatusCode: value.value === 'In Approval Process' ? 'InApproval' : value.value
    }));

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

/** The Id of a standard profile, by its label. */
export const profileId = (database: Database, label: string): string => new KeptIds(database, '00e').of(label);

const writeCode = (mirrors: Mirrors, components: readonly ComponentSource[]): readonly string[] => {
    const classes = apexRows(components, 'class');
    mirrors.write('ApexClass', 'Name', classes);
    mirrors.write('ApexTrigger', 'Name', apexRows(components, 'trigger'));
    return classes.map((row) => textIn(row, 'Name'));
};

/** Brings the rows of classes and triggers up to date, inside the caller's transaction: where only these changed. */
export const writeCodeMirrors = (
    database: Database,
    tx: Transaction,
    { schema }: MetadataModel,
    components: readonly ComponentSource[]
): void => void writeCode(new Mirrors(database, tx, schema), components);

/** Brings all mirrored rows up to date, inside the caller's transaction. */
export const writeMirrors = (
    database: Database,
    tx: Transaction,
    model: MetadataModel,
    components: readonly ComponentSource[],
    orgId: Id
): void => {
    const { schema } = model;
    const mirrors = new Mirrors(database, tx, schema);
    mirrors.write('Organization', 'Name', [organizationRow(schema, orgId)]);
    const classNames = writeCode(mirrors, components);
    mirrors.write('StaticResource', 'Name', model.staticResources.map(resourceRow));
    mirrors.write('CustomNotificationType', 'DeveloperName', model.notificationTypes.map(notificationTypeRow));
    mirrors.write('CurrencyType', 'IsoCode', currencyRows(schema));
    mirrors.write('OpportunityStage', 'ApiName', valueRows(schema, 'Opportunity', 'StageName'));
    mirrors.write('TaskStatus', 'ApiName', valueRows(schema, 'Task', 'Status'));
    mirrors.write('TaskPriority', 'ApiName', valueRows(schema, 'Task', 'Priority'));
    mirrors.write('LeadStatus', 'ApiName', valueRows(schema, 'Lead', 'Status'));
    mirrors.write('CaseStatus', 'ApiName', valueRows(schema, 'Case', 'Status'));
    mirrors.write('OrderStatus', 'ApiName', statusRows(schema, 'Order'));
    mirrors.write('ContractStatus', 'ApiName', statusRows(schema, 'Contract'));
    mirrors.write('SolutionStatus', 'ApiName', valueRows(schema, 'Solution', 'Status'));
    mirrors.write('PartnerRole', 'ApiName', valueRows(schema, 'OpportunityPartner', 'Role'));
    mirrors.write('DuplicateRule', 'Id', model.duplicateRules.map(duplicateRuleRow), nameWithObject);
    mirrors.write('RecordType', 'Id', recordTypeRows(schema), nameWithObject);
    mirrors.write('ListView', 'Id', model.pages.listViews.map(listViewRow), nameWithObject);
    writeGrants(mirrors, model, classNames);
    writePeople(mirrors, model);
    writeDefinitions(mirrors, model);
    writeFolders(mirrors, model, orgId);
};
