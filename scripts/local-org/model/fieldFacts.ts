/** What the platform's rows about fields say: `FieldDefinition` and `EntityParticle`, of SOQL and of the Tooling API. */
import type { FieldDef, FieldType } from './types.ts';

/** Names of data types as Setup shows them. */
const DATA_TYPE: Readonly<Record<FieldType, (field: FieldDef) => string>> = {
    id: () => 'Id',
    text: (field) => (field.nameField && !field.custom ? 'Name' : `Text(${field.length ?? 255})`),
    longText: (field) =>
        (field.length ?? 0) > 255 ? `Long Text Area(${field.length ?? 32768})` : `Text Area(${field.length ?? 255})`,
    richText: (field) => `Rich Text Area(${field.length ?? 32768})`,
    picklist: () => 'Picklist',
    multiPicklist: () => 'Picklist (Multi-Select)',
    integer: (field) => `Number(${field.precision ?? 8}, 0)`,
    number: (field) => `Number(${(field.precision ?? 18) - (field.scale ?? 0)}, ${field.scale ?? 0})`,
    currency: (field) => `Currency(${(field.precision ?? 18) - (field.scale ?? 0)}, ${field.scale ?? 0})`,
    percent: (field) => `Percent(${(field.precision ?? 18) - (field.scale ?? 0)}, ${field.scale ?? 0})`,
    boolean: () => 'Checkbox',
    date: () => 'Date',
    datetime: () => 'Date/Time',
    time: () => 'Time',
    lookup: (field) => `Lookup(${field.referenceTo.join(',')})`,
    masterDetail: (field) => `Master-Detail(${field.referenceTo.join(',')})`,
    autoNumber: () => 'Auto Number',
    email: () => 'Email',
    phone: () => 'Phone',
    url: (field) => `URL(${field.length ?? 255})`,
    location: () => 'Geolocation',
    address: () => 'Address',
    binary: () => 'Base64'
};

const dataTypeOf = (field: FieldDef): string => {
    if (field.rollup) return `Roll-Up Summary (${field.rollup.operation.toUpperCase()} ${field.rollup.child})`;
    return field.formula
        ? `Formula (${DATA_TYPE[field.type](field).replace(/\(.*/, '')})`
        : DATA_TYPE[field.type](field);
};

/** The developer name in the API name of an object or field: without what says of which kind it is. */
export const bareName = (name: string): string => name.replace(/__(c|mdt|e|x|b|Share)$/, '');

/** A field as a row of `FieldDefinition`; its Id is the API name, for custom metadata refers to fields by it. Source: Object Reference, "FieldDefinition". */
export const definitionOf = (field: FieldDef) => ({
    Id: `${field.object}.${field.name}`,
    DurableId: `${field.object}.${field.name}`,
    EntityDefinitionId: field.object,
    QualifiedApiName: field.name,
    DeveloperName: bareName(field.name),
    NamespacePrefix: null,
    MasterLabel: field.label,
    Label: field.label,
    DataType: dataTypeOf(field),
    Length: field.length ?? 0,
    Precision: field.precision ?? 0,
    Scale: field.scale ?? 0,
    Description: field.description ?? null,
    IsCalculated: field.formula !== undefined || field.rollup !== undefined,
    IsFieldHistoryTracked: field.trackHistory ?? false,
    IsHighScaleNumber: false,
    IsHtmlFormatted: field.type === 'richText',
    IsIndexed: field.externalId || field.unique !== undefined || field.type === 'id' || field.referenceTo.length > 0,
    IsNameField: field.nameField,
    IsNillable: !field.required,
    IsPolymorphicForeignKey: field.referenceTo.length > 1,
    IsApiFilterable: field.can.filter,
    IsApiGroupable: field.can.group,
    IsApiSortable: field.can.sort
});

/** What `EntityParticle` adds, whoever asks. */
export const particleOf = (field: FieldDef) => ({
    ...definitionOf(field),
    Name: field.name,
    FieldDefinitionId: `${field.object}.${field.name}`,
    IsCreatable: field.can.create,
    IsUpdatable: field.can.update,
    IsUnique: field.unique !== undefined,
    IsIdLookup: field.externalId || field.type === 'id',
    IsAutonumber: field.type === 'autoNumber',
    IsCaseSensitive: field.unique === 'caseSensitive',
    IsDependentPicklist: field.picklist?.controllingField !== undefined,
    DefaultValueFormula: field.defaultValue?.text ?? null,
    InlineHelpText: field.helpText ?? null
});
