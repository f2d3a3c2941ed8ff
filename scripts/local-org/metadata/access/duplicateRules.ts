import { fold, type ObjectDef, type Schema } from '../../model/index.ts';
import { documentsOf } from '../documents.ts';
import { FoldedMap } from '../folded.ts';
import type { Report } from '../problems.ts';
import type { ComponentSource, DuplicateMatch, DuplicateRuleDef, SharingCriterion } from '../types.ts';
import { requireElements } from '../xml/check.ts';
import { childOf, childrenOf, flagOf, numberOf, textOf, type XmlElement } from '../xml/document.ts';
import { alternatives } from './alternatives.ts';

type Match = readonly { readonly field: string; readonly matchesBlanks: boolean }[];
const DEFAULT_ALERT = 'Use one of these records?';

/** A matching rule's lists of fields: all fields of one of them must agree. Other ways to match than exactly are refused by name. */
const readMatch = (rule: XmlElement, object: ObjectDef, report: Report): readonly Match[] => {
    requireElements(rule, ['fullName', 'label', 'ruleStatus'], report);
    const items = childrenOf(rule, 'matchingRuleItems').map((item) => {
        const name = textOf(item, 'fieldName') ?? '';
        const field = object.field(name);
        const method = textOf(item, 'matchingMethod') ?? 'Exact';
        if (!field) report.add(item, `In field: fieldName - no CustomField named ${object.name}.${name} found`);
        if (method !== 'Exact')
            report.add(item, `not supported by the local org: matching rules by ${method} (only Exact)`);
        return { field: field?.name ?? name, matchesBlanks: textOf(item, 'blankValueBehavior') === 'MatchBlanks' };
    });
    const filter = childOf(rule, 'booleanFilter');
    if (!filter || filter.text === '') return [items];
    const sets = alternatives(filter.text, items.length);
    if (!sets) report.add(filter, `Invalid filter logic: ${filter.text}`);
    return (sets ?? []).map((set) => set.flatMap((item) => items[item] ?? []));
};

/** Which records a rule looks at. Source: Metadata API Developer Guide, "DuplicateRuleFilter". */
const readFilter = (root: XmlElement, object: ObjectDef, report: Report): DuplicateRuleDef['filter'] => {
    const filter = childOf(root, 'duplicateRuleFilter');
    const rows = filter ? childrenOf(filter, 'duplicateRuleFilterItems') : [];
    const logic = filter && textOf(filter, 'booleanFilter');
    const items = rows
        .sort((left, right) => (numberOf(left, 'sortOrder') ?? 0) - (numberOf(right, 'sortOrder') ?? 0))
        .map((row): SharingCriterion => {
            requireElements(row, ['field', 'operation'], report);
            const table = textOf(row, 'table') ?? object.name;
            const name = textOf(row, 'field') ?? '';
            if (fold(table) !== fold(object.name))
                report.add(row, `not supported by the local org: filters of duplicate rules by ${table}`);
            else if (!object.field(name))
                report.add(row, `In field: field - no CustomField named ${object.name}.${name} found`);
            return { field: name, operation: textOf(row, 'operation') ?? '', value: textOf(row, 'value') ?? '' };
        });
    return items.length === 0 ? undefined : { items, ...(logic === undefined ? {} : { logic }) };
};

/**
 * Which field of the saved record each field of a matching rule is compared with: its own where the rule is of its object, otherwise the
 * one that the mapping names. Source: Metadata API Developer Guide, "DuplicateRule", objectMapping.
 */
const mapped = (match: Match, target: string, object: ObjectDef, row: XmlElement, report: Report): DuplicateMatch => {
    const mapping = childOf(row, 'objectMapping');
    const savedIsInput = fold((mapping && textOf(mapping, 'inputObject')) ?? '') === fold(object.name);
    const pairs = new FoldedMap<string>();
    for (const pair of mapping ? childrenOf(mapping, 'mappingFields') : []) {
        const [input, output] = [textOf(pair, 'inputField') ?? '', textOf(pair, 'outputField') ?? ''];
        if (savedIsInput) pairs.set(output, input);
        else pairs.set(input, output);
    }
    const fields = match.map(({ field, matchesBlanks }) => {
        const from = target === object.name ? field : pairs.get(field);
        const own = object.field(from ?? '');
        if (!own)
            report.add(
                row,
                `Required field is missing: objectMapping (of ${target}.${field} to a field of ${object.name})`
            );
        return Object.freeze({ field, from: own?.name ?? field, matchesBlanks });
    });
    return Object.freeze({ object: target, fields: Object.freeze(fields) });
};

/** Active matching rules by `Object.Name`. */
const readMatches = (
    components: readonly ComponentSource[],
    schema: Schema,
    report: Report
): FoldedMap<readonly Match[]> => {
    const matches = new FoldedMap<readonly Match[]>();
    for (const { root, name } of documentsOf(components, 'MatchingRules', report)) {
        const object = schema.object(name);
        if (!object) {
            report.add(root, `In field: object - no CustomObject named ${name} found`);
            continue;
        }
        for (const rule of childrenOf(root, 'matchingRules'))
            if (textOf(rule, 'ruleStatus') === 'Active')
                matches.set(`${object.name}.${textOf(rule, 'fullName') ?? ''}`, readMatch(rule, object, report));
    }
    return matches;
};

/** What happens to a duplicate: an action that is allowed still refuses where it alerts, until the caller insists. */
const actionOf = (root: XmlElement, operation: 'Insert' | 'Update'): DuplicateRuleDef['onInsert'] => {
    if (textOf(root, `actionOn${operation}`) === 'Block') return 'block';
    return childrenOf(root, `operationsOn${operation}`).some((row) => row.text === 'Alert') ? 'alert' : 'allow';
};

/** Active duplicate rules of all files. Source: Metadata API Developer Guide, "DuplicateRule", "MatchingRule". */
export const readDuplicateRules = (
    components: readonly ComponentSource[],
    schema: Schema,
    report: Report
): DuplicateRuleDef[] => {
    const matches = readMatches(components, schema, report);
    return documentsOf(components, 'DuplicateRule', report).flatMap(({ root, name }): DuplicateRuleDef[] => {
        const [objectName = '', ruleName = ''] = name.split('.');
        const object = schema.object(objectName);
        requireElements(root, ['masterLabel'], report);
        if (!object) {
            report.add(root, `In field: object - no CustomObject named ${objectName} found`);
            return [];
        }
        if (!flagOf(root, 'isActive')) return [];
        const filter = readFilter(root, object, report);
        const rules = childrenOf(root, 'duplicateRuleMatchRules').flatMap((row) => {
            const target = schema.object(textOf(row, 'matchRuleSObjectType') ?? objectName)?.name ?? objectName;
            const found = matches.get(`${target}.${textOf(row, 'matchingRule') ?? ''}`);
            if (!found)
                report.add(
                    row,
                    `In field: matchingRule - no active MatchingRule named ${textOf(row, 'matchingRule') ?? ''} found`
                );
            return (found ?? []).map((match) => mapped(match, target, object, row, report));
        });
        return [
            Object.freeze({
                object: object.name,
                name: ruleName,
                label: textOf(root, 'masterLabel') ?? ruleName,
                onInsert: actionOf(root, 'Insert'),
                onUpdate: actionOf(root, 'Update'),
                message: textOf(root, 'alertText') ?? DEFAULT_ALERT,
                ...(filter ? { filter } : {}),
                enforcesSharing: textOf(root, 'securityOption') !== 'BypassSharingRules',
                matches: Object.freeze(rules)
            })
        ];
    });
};
