/** What the file of a custom field must and must not say. */
import type { Report } from '../problems.ts';
import { requireElements } from '../xml/check.ts';
import { checkDisplayFormat } from './filterChecks.ts';
import { childOf, flagOf, numberOf, textOf, type XmlElement } from '../xml/document.ts';

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

/** Refuses a custom field's file that the platform refuses. Source: Metadata API Developer Guide, CustomField. */
export const checkCustom = (element: XmlElement, object: string, type: string, report: Report): void => {
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
    if (type === 'AutoNumber' && requireElements(element, ['displayFormat'], report))
        checkDisplayFormat(element, report);
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
