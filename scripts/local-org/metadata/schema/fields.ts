import type { FieldDef, FieldType, FormulaSource } from '../../model/index.ts';
import type { Report } from '../problems.ts';
import { childOf, flagOf, numberOf, textOf, type XmlElement } from '../xml/document.ts';
import { checkCustom } from './fieldChecks.ts';
import { accessOf, queryRights } from './fieldRights.ts';
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

const formulaOf = (text: string, type: FieldType, blanksAsZero: boolean): FormulaSource =>
    Object.freeze({ text, type, blanksAsZero });

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
