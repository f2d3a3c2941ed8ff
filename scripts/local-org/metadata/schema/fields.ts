import type { FieldDef, FieldType, FormulaSource } from '../../model/index.ts';
import type { Report } from '../problems.ts';
import { requireElements } from '../xml/check.ts';
import { childOf, flagOf, numberOf, textOf, type XmlElement } from '../xml/document.ts';
import { readLookupFilter } from './lookupFilters.ts';
import { readPicklist, type ValueSets } from './valueSets.ts';

/** Metadata API field type → the schema's. `Integer`, `Id` and `Binary` occur in metadata/base only: no custom field can have them. */
const TYPES: Readonly<Record<string, FieldType>> = {
    Id: 'id',
    Integer: 'integer',
    Text: 'text',
    TextArea: 'longText',
    LongTextArea: 'longText',
    Html: 'richText',
    Picklist: 'picklist',
    MultiselectPicklist: 'multiPicklist',
    Number: 'number',
    Currency: 'currency',
    Percent: 'percent',
    Checkbox: 'boolean',
    Date: 'date',
    DateTime: 'datetime',
    Time: 'time',
    Lookup: 'lookup',
    Hierarchy: 'lookup',
    MetadataRelationship: 'lookup',
    MasterDetail: 'masterDetail',
    AutoNumber: 'autoNumber',
    Email: 'email',
    Phone: 'phone',
    Url: 'url',
    Location: 'location',
    Binary: 'binary'
};
/** Lengths that are not written in a field's file. Source: Object Reference, "Field Types". */
const LENGTHS: Readonly<Partial<Record<string, number>>> = {
    Id: 18,
    TextArea: 255,
    Picklist: 255,
    MultiselectPicklist: 4099,
    Lookup: 18,
    Hierarchy: 18,
    MetadataRelationship: 255,
    MasterDetail: 18,
    AutoNumber: 30,
    Email: 80,
    Phone: 40,
    Url: 255
};
const FORMULA_TEXT_LENGTH = 1300;

/** `AnnualRevenue` → `Annual Revenue`, `AccountId` → `Account ID`: the labels of most standard fields. */
const spaced = (name: string): string => name.replace(/Id$/, 'ID').replace(/([a-z0-9])([A-Z])/g, '$1 $2');

interface Access {
    readonly create: boolean;
    readonly update: boolean;
}
const accessOf = (element: XmlElement, type: FieldType, computed: boolean, isBase: boolean): Access => {
    if (computed || type === 'autoNumber' || type === 'id') return { create: false, update: false };
    if (type === 'masterDetail') return { create: true, update: flagOf(element, 'reparentableMasterDetail') };
    const access = isBase ? textOf(element, 'access') : undefined;
    return { create: access === undefined || access === 'create', update: access === undefined || access === 'update' };
};

/** What a query may do with a field. Source: Object Reference, field properties by type. */
export const queryRights = (
    type: FieldType,
    length: number | undefined,
    computed: boolean
): { filter: boolean; sort: boolean; group: boolean } => {
    if (type === 'location' || type === 'address' || type === 'binary')
        return { filter: false, sort: false, group: false };
    if (type === 'longText' || type === 'richText') {
        const short = type === 'longText' && (length ?? 0) <= 255;
        return { filter: short, sort: short, group: short && !computed };
    }
    if (type === 'multiPicklist') return { filter: true, sort: false, group: false };
    const measured: readonly FieldType[] = ['number', 'currency', 'percent', 'datetime', 'time'];
    return { filter: true, sort: true, group: !computed && !measured.includes(type) };
};

const formulaOf = (text: string, type: FieldType, blanksAsZero: boolean): FormulaSource =>
    Object.freeze({ text, type, blanksAsZero });

/** Numbers that a type demands; refusals in the platform's words. Source: Metadata API Developer Guide, CustomField. */
const checkNumbers = (element: XmlElement, type: string, isFormula: boolean, report: Report): void => {
    const within = (name: string, low: number, high: number): void => {
        const value = numberOf(element, name);
        const at = childOf(element, name);
        if (value === undefined || !at) report.add(element, `Required field is missing: ${name}`);
        else if (value < low || value > high)
            report.add(at, `Value for ${name} must be between ${low} and ${high}: ${value}`);
    };
    if (isFormula) {
        if (type === 'Number' || type === 'Currency' || type === 'Percent') within('scale', 0, 18);
        return;
    }
    if (type === 'Text') within('length', 1, 255);
    if (type === 'LongTextArea' || type === 'Html') {
        within('length', 256, 131072);
        within('visibleLines', type === 'Html' ? 10 : 2, 50);
    }
    if (type === 'MultiselectPicklist') within('visibleLines', 3, 10);
    if (type === 'Number' || type === 'Currency' || type === 'Percent') {
        within('precision', 1, 18);
        within('scale', 0, Math.min(17, numberOf(element, 'precision') ?? 17));
    }
};

const FORMULA_TYPES = ['Checkbox', 'Currency', 'Date', 'DateTime', 'Number', 'Percent', 'Text', 'Time'];

const checkCustom = (element: XmlElement, object: string, type: string, report: Report): void => {
    const name = textOf(element, 'fullName') ?? '';
    if (!/^[A-Za-z][A-Za-z0-9_]{0,39}__c$/.test(name) || /__.*__c$/.test(name))
        report.add(
            childOf(element, 'fullName') ?? element,
            `The name ${name} is not a valid custom field name: letters, digits and single underscores, ending in __c`
        );
    requireElements(element, ['label'], report);
    const label = textOf(element, 'label');
    if (label !== undefined && label.length > 40)
        report.add(childOf(element, 'label') ?? element, `Label: data value too large: ${label} (max length=40)`);
    const formula = childOf(element, 'formula');
    checkNumbers(element, type, formula !== undefined, report);
    if (formula && !FORMULA_TYPES.includes(type))
        report.add(formula, `Cannot have a formula on a field of type ${type}`);
    if (formula && flagOf(element, 'required'))
        report.add(childOf(element, 'required') ?? element, 'Can not specify "required" for a formula field');
    if (type === 'Checkbox' && !formula && textOf(element, 'defaultValue') === undefined)
        report.add(element, 'Required field is missing: defaultValue (a checkbox needs true or false)');
    if (type === 'AutoNumber') requireElements(element, ['displayFormat'], report);
    if (type === 'Lookup' || type === 'MasterDetail' || type === 'MetadataRelationship')
        requireElements(element, ['referenceTo'], report);
    if (type === 'MasterDetail') requireElements(element, ['relationshipName'], report);
    if (type === 'MasterDetail' && childOf(element, 'required'))
        report.add(
            childOf(element, 'required') ?? element,
            'Can not specify "required" for a field of type MasterDetail'
        );
    if (type === 'MasterDetail' && childOf(element, 'deleteConstraint'))
        report.add(
            childOf(element, 'deleteConstraint') ?? element,
            'Can not specify "deleteConstraint" for a field of type MasterDetail'
        );
    const unique = childOf(element, 'unique');
    if (unique?.text === 'true' && !['Text', 'Number', 'Email', 'MetadataRelationship'].includes(type))
        report.add(unique, `Cannot set "unique" for a field of type ${type}`);
    const external = childOf(element, 'externalId');
    if (
        external?.text === 'true' &&
        (formula !== undefined || !['Text', 'Number', 'Email', 'AutoNumber'].includes(type))
    )
        report.add(external, `Cannot set "externalId" for a field of type ${type}`);
    checkDeleteConstraint(element, object, type, report);
};

/** Lookups: what happens to the child. Source: Salesforce Help, "Object Relationships Overview". */
const checkDeleteConstraint = (element: XmlElement, object: string, type: string, report: Report): void => {
    if (type !== 'Lookup') return;
    const constraint = childOf(element, 'deleteConstraint');
    const kind = constraint?.text ?? 'SetNull';
    const name = `${object}.${textOf(element, 'fullName') ?? ''}`;
    if (flagOf(element, 'required') && kind === 'SetNull')
        report.add(
            constraint ?? element,
            `field integrity exception: unknown (must specify either cascade delete or restrict delete for required lookup foreign key) (${name})`
        );
    if (kind === 'Cascade')
        report.add(
            constraint ?? element,
            `Cascade delete is not enabled for lookup fields of this organization (${name}): use SetNull, Restrict or a master-detail`
        );
    const to = textOf(element, 'referenceTo') ?? '';
    if (kind === 'Restrict' && RESTRICT_REFUSED.has(to))
        report.add(
            constraint ?? element,
            `field integrity exception: unknown (cannot specify restrict delete for a lookup to ${to}) (${name})`
        );
};
const RESTRICT_REFUSED = new Set([
    'User',
    'Group',
    'Profile',
    'UserRole',
    'Product2',
    'Pricebook2',
    'PricebookEntry',
    'RecordType',
    'Organization',
    'BusinessHours'
]);

/** Objects that a custom metadata record refers to by their API name, and whose rows have that name as their Id here. */
const DEFINITIONS = new Set(['EntityDefinition', 'FieldDefinition', 'EntityParticle']);

/** A relation to an object or a field: its value is a name. Source: Custom Metadata Types Implementation Guide, "Metadata Relationship". */
const namesDefinition = (element: XmlElement, metadataType: string): boolean =>
    metadataType === 'MetadataRelationship' && DEFINITIONS.has(textOf(element, 'referenceTo') ?? '');

/**
 * Turns one field element into its definition. Roll-ups come later (`rollups.ts`): their type is that of a child's field.
 * @returns undefined where the field cannot be used (reported)
 */
export const readField = (
    element: XmlElement,
    object: string,
    isBase: boolean,
    sets: ValueSets,
    report: Report
): FieldDef | undefined => {
    const name = textOf(element, 'fullName') ?? '';
    const metadataType = textOf(element, 'type');
    if (metadataType === undefined) {
        report.add(element, 'Required field is missing: type');
        return undefined;
    }
    const type = namesDefinition(element, metadataType) ? 'text' : TYPES[metadataType];
    if (type === undefined) {
        // Values outside of the enumeration were reported already; these are known to the platform and not to the local org.
        if (['EncryptedText', 'ExternalLookup', 'IndirectLookup', 'File'].includes(metadataType))
            report.add(
                childOf(element, 'type') ?? element,
                `not supported by the local org: field type ${metadataType}`
            );
        return undefined;
    }
    if (!isBase) checkCustom(element, object, metadataType, report);
    const formulaText = textOf(element, 'formula');
    const defaultText = textOf(element, 'defaultValue');
    const picklist =
        (type === 'picklist' || type === 'multiPicklist') && formulaText === undefined
            ? readPicklist(element, sets, isBase, report)
            : undefined;
    if ((type === 'picklist' || type === 'multiPicklist') && !picklist) return undefined;
    const length =
        formulaText !== undefined && type === 'text'
            ? FORMULA_TEXT_LENGTH
            : (numberOf(element, 'length') ?? LENGTHS[metadataType]);
    const precision =
        numberOf(element, 'precision') ??
        (formulaText !== undefined && numberOf(element, 'scale') !== undefined ? 18 : undefined);
    const scale = numberOf(element, 'scale');
    const helpText = textOf(element, 'inlineHelpText');
    const description = textOf(element, 'description');
    const relationship = textOf(element, 'relationshipName');
    const isLookup = type === 'lookup' || type === 'masterDetail' || metadataType === 'MetadataRelationship';
    const constraint = textOf(element, 'deleteConstraint');
    const displayFormat = textOf(element, 'displayFormat');
    const lookupFilter = isLookup ? readLookupFilter(element, report) : undefined;
    const onDelete =
        type === 'masterDetail' || constraint === 'Cascade'
            ? 'cascade'
            : constraint === 'Restrict'
              ? 'restrict'
              : 'clear';
    const controlling = textOf(element, 'metadataRelationshipControllingField');
    return Object.freeze({
        object,
        name,
        label: textOf(element, 'label') ?? spaced(name),
        ...(helpText === undefined ? {} : { helpText }),
        ...(description === undefined ? {} : { description }),
        type,
        custom: !isBase,
        required: flagOf(element, 'required') || type === 'masterDetail',
        ...(length === undefined ? {} : { length }),
        ...(precision === undefined ? {} : { precision }),
        ...(scale === undefined ? {} : { scale }),
        ...(flagOf(element, 'unique')
            ? { unique: flagOf(element, 'caseSensitive') ? 'caseSensitive' : 'caseInsensitive' }
            : {}),
        externalId: flagOf(element, 'externalId'),
        referenceTo: Object.freeze(
            isLookup ? (textOf(element, 'referenceTo') ?? '').split(',').filter((target) => target !== '') : []
        ),
        ...(relationship === undefined ? {} : { relationshipName: isBase ? relationship : `${relationship}__r` }),
        ...(type === 'lookup' || type === 'masterDetail' ? { onDelete } : {}),
        ...(type === 'masterDetail' ? { reparentable: flagOf(element, 'reparentableMasterDetail') } : {}),
        ...(type === 'masterDetail' ? { writeRequiresMasterRead: flagOf(element, 'writeRequiresMasterRead') } : {}),
        ...(lookupFilter ? { lookupFilter } : {}),
        ...(controlling === undefined ? {} : { definedBy: controlling.slice(controlling.indexOf('.') + 1) }),
        ...(picklist ? { picklist } : {}),
        ...(formulaText === undefined
            ? {}
            : { formula: formulaOf(formulaText, type, textOf(element, 'formulaTreatBlanksAs') !== 'BlankAsBlank') }),
        ...(defaultText === undefined ? {} : { defaultValue: formulaOf(defaultText, type, false) }),
        ...(displayFormat === undefined ? {} : { displayFormat }),
        nameField: flagOf(element, 'isNameField'),
        trackHistory: flagOf(element, 'trackHistory'),
        can: Object.freeze({
            ...accessOf(element, type, formulaText !== undefined, isBase),
            ...queryRights(type, length, formulaText !== undefined)
        })
    } satisfies FieldDef);
};
