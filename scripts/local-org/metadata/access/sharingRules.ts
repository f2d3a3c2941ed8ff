import type { FieldDef, ObjectDef } from '../../model/index.ts';
import { documentsOf } from '../documents.ts';
import type { Report } from '../problems.ts';
import type { ComponentSource, ShareTarget, SharingCriterion, SharingRuleDef } from '../types.ts';
import { requireElements } from '../xml/check.ts';
import { childOf, childrenOf, textOf, type XmlElement } from '../xml/document.ts';
import { NOBODY, shareTargetOf, type SharingNames } from './shareTargets.ts';

/** `<sharedTo>` or `<sharedFrom>`: one of the platform's kinds of people. */
const readTarget = (rule: XmlElement, element: string, names: SharingNames, report: Report): ShareTarget => {
    const row = childOf(rule, element)?.children[0];
    if (row) return shareTargetOf(row, names, report) ?? NOBODY;
    report.add(rule, `Required field is missing: ${element}`);
    return NOBODY;
};

/** Fields that criteria may name: stored ones that can be filtered. Source: Salesforce Help, "Criteria-Based Sharing Rule Considerations". */
const canBeCriterion = (field: FieldDef): boolean =>
    !field.formula && !field.rollup && field.type !== 'longText' && field.type !== 'richText';

const readCriteria = (rule: XmlElement, object: ObjectDef, report: Report): SharingCriterion[] =>
    childrenOf(rule, 'criteriaItems').map((row) => {
        requireElements(row, ['field', 'operation'], report);
        const name = textOf(row, 'field') ?? '';
        const field = object.field(name);
        if (!field) report.add(row, `In field: field - no CustomField named ${object.name}.${name} found`);
        else if (!canBeCriterion(field))
            report.add(row, `Field ${object.name}.${name} cannot be used in the criteria of a sharing rule`);
        if (childOf(row, 'valueField'))
            report.add(row, 'The criteria of a sharing rule compare a field with a value, not with another field');
        return Object.freeze({
            field: field?.name ?? name,
            operation: textOf(row, 'operation') ?? 'equals',
            value: textOf(row, 'value') ?? ''
        });
    });

const levelOf = (settings: XmlElement | undefined, element: string): 'None' | 'Read' | 'Edit' => {
    const text = settings && textOf(settings, element);
    return text === 'Read' || text === 'Edit' ? text : 'None';
};

const readRule = (rule: XmlElement, object: ObjectDef, names: SharingNames, report: Report): SharingRuleDef => {
    requireElements(rule, ['fullName', 'accessLevel', 'label'], report);
    const owned = rule.name === 'sharingOwnerRules';
    const level = textOf(rule, 'accessLevel') ?? 'Read';
    const place = childOf(rule, 'accessLevel') ?? rule;
    if (level !== 'Read' && level !== 'Edit')
        report.add(place, `Error parsing file: '${level}' is not a valid value for the enum 'ShareAccessLevel'`);
    if (object.sharing === 'readWrite' || object.sharing === 'controlledByParent')
        report.add(rule, `Sharing rules cannot be created for ${object.name}: its records are not private`);
    else if (object.sharing === 'read' && level === 'Read')
        report.add(
            place,
            `field integrity exception: AccessLevel (trivial share level Read, for organization with default level Read)`
        );
    const settings = childOf(rule, 'accountSettings');
    const logic = textOf(rule, 'booleanFilter');
    const items = owned ? [] : readCriteria(rule, object, report);
    if (!owned && items.length === 0) report.add(rule, 'Required field is missing: criteriaItems');
    return Object.freeze({
        object: object.name,
        name: textOf(rule, 'fullName') ?? '',
        level: level === 'Edit' ? ('Edit' as const) : ('Read' as const),
        target: readTarget(rule, 'sharedTo', names, report),
        ...(owned
            ? { from: readTarget(rule, 'sharedFrom', names, report) }
            : { criteria: Object.freeze({ items, ...(logic === undefined ? {} : { logic }) }) }),
        childAccess: Object.freeze({
            Opportunity: levelOf(settings, 'opportunityAccessLevel'),
            Case: levelOf(settings, 'caseAccessLevel'),
            Contact: levelOf(settings, 'contactAccessLevel')
        })
    });
};

/** Sharing rules of all files, one file an object. Source: Metadata API Developer Guide, "SharingRules". */
export const readSharingRules = (
    components: readonly ComponentSource[],
    names: SharingNames,
    report: Report
): SharingRuleDef[] =>
    documentsOf(components, 'SharingRules', report).flatMap(({ root, name }) => {
        const object = names.schema.object(name);
        if (!object) {
            report.add(root, `In field: object - no CustomObject named ${name} found`);
            return [];
        }
        for (const kind of ['sharingGuestRules', 'sharingTerritoryRules'])
            for (const row of childrenOf(root, kind)) report.add(row, `not supported by the local org: ${kind}`);
        return ['sharingOwnerRules', 'sharingCriteriaRules'].flatMap((kind) =>
            childrenOf(root, kind).map((rule) => readRule(rule, object, names, report))
        );
    });
