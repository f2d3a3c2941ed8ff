import type { ObjectDef, Schema } from '../../model/index.ts';
import { documentsOf } from '../documents.ts';
import { FoldedMap } from '../folded.ts';
import type { Report } from '../problems.ts';
import type { ComponentSource, DuplicateRuleDef } from '../types.ts';
import { requireElements } from '../xml/check.ts';
import { childOf, childrenOf, flagOf, textOf, type XmlElement } from '../xml/document.ts';

type Match = DuplicateRuleDef['matches'][number];
const DEFAULT_ALERT = 'Use one of these records?';

/** A matching rule's fields, all of which must agree. Other ways to match than exactly are refused by name. */
const readMatch = (rule: XmlElement, object: ObjectDef, report: Report): Match => {
    requireElements(rule, ['fullName', 'label', 'ruleStatus'], report);
    const filter = childOf(rule, 'booleanFilter');
    if (filter && /\bOR\b|\bNOT\b/i.test(filter.text))
        report.add(filter, 'not supported by the local org: matching rules with OR or NOT');
    return childrenOf(rule, 'matchingRuleItems').map((item) => {
        const name = textOf(item, 'fieldName') ?? '';
        const field = object.field(name);
        const method = textOf(item, 'matchingMethod') ?? 'Exact';
        if (!field) report.add(item, `In field: fieldName - no CustomField named ${object.name}.${name} found`);
        if (method !== 'Exact')
            report.add(item, `not supported by the local org: matching rules by ${method} (only Exact)`);
        return { field: field?.name ?? name, matchesBlanks: textOf(item, 'blankValueBehavior') === 'MatchBlanks' };
    });
};

/** Active matching rules by `Object.Name`. */
const readMatches = (components: readonly ComponentSource[], schema: Schema, report: Report): FoldedMap<Match> => {
    const matches = new FoldedMap<Match>();
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
        const filter = childOf(root, 'duplicateRuleFilter');
        if (filter && filter.children.length > 0)
            report.add(filter, 'not supported by the local org: duplicate rules with a filter');
        const rules = childrenOf(root, 'duplicateRuleMatchRules').flatMap((row) => {
            const target = textOf(row, 'matchRuleSObjectType') ?? objectName;
            if (target.toLowerCase() !== objectName.toLowerCase()) {
                report.add(row, 'not supported by the local org: duplicate rules across objects');
                return [];
            }
            const match = matches.get(`${target}.${textOf(row, 'matchingRule') ?? ''}`);
            if (!match)
                report.add(
                    row,
                    `In field: matchingRule - no active MatchingRule named ${textOf(row, 'matchingRule') ?? ''} found`
                );
            return match ? [match] : [];
        });
        return [
            Object.freeze({
                object: object.name,
                name: ruleName,
                onInsert: actionOf(root, 'Insert'),
                onUpdate: actionOf(root, 'Update'),
                message: textOf(root, 'alertText') ?? DEFAULT_ALERT,
                enforcesSharing: textOf(root, 'securityOption') !== 'BypassSharingRules',
                matches: Object.freeze(rules)
            })
        ];
    });
};
