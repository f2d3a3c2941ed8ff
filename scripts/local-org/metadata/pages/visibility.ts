/** When a component of a page is shown. Source: Metadata API Developer Guide, FlexiPage, `UiFormulaRule`. */
import type { ObjectDef, Schema } from '../../model/index.ts';
import { requireElements } from '../xml/check.ts';
import type { Report } from '../problems.ts';
import type { VisibilityCriterion, VisibilityRule } from '../types.ts';
import { childOf, childrenOf, textOf, type XmlElement } from '../xml/document.ts';
import { resolvePath } from './fieldNames.ts';

const PERMISSION = /^\$Permission\.(?:CustomPermission|StandardPermission)\.(\w+)$/;

type Source = Pick<VisibilityCriterion, 'of' | 'path'>;

/** What `{!…}` reads; a text says why it cannot be read. */
const sourceOf = (expression: string, object: ObjectDef | undefined, schema: Schema): Source | string => {
    const [, name = ''] = /^\{!(.+)\}$/.exec(expression.trim()) ?? [];
    if (/^\$Client\.formFactor$/i.test(name)) return { of: 'formFactor', path: name };
    const [, permission] = PERMISSION.exec(name) ?? [];
    if (permission !== undefined) return { of: 'permission', path: permission };
    const [, root = '', path = ''] = /^(Record|\$User)\.(.+)$/.exec(name) ?? [];
    if (root === '') return `not supported by the local org: visibility by ${expression}`;
    const owner = root === 'Record' ? object : schema.object('User');
    if (!owner || !resolvePath(path, owner, schema))
        return `The field ${path} does not exist on ${owner?.name ?? 'this page'}`;
    return { of: root === 'Record' ? 'record' : 'user', path };
};

/**
 * Reads the rule of an element of a page.
 * @param element a component, a field, or an entry of a list
 * @param object of a record's page
 * @returns undefined where it is always shown, or where the rule is wrong
 */
export const readVisibility = (
    element: XmlElement,
    object: ObjectDef | undefined,
    schema: Schema,
    report: Report
): VisibilityRule | undefined => {
    const rule = childOf(element, 'visibilityRule');
    if (!rule) return undefined;
    const criteria = childrenOf(rule, 'criteria').flatMap((criterion): VisibilityCriterion[] => {
        if (!requireElements(criterion, ['leftValue', 'operator'], report)) return [];
        const source = sourceOf(textOf(criterion, 'leftValue') ?? '', object, schema);
        if (typeof source === 'string') {
            report.add(childOf(criterion, 'leftValue') ?? criterion, source);
            return [];
        }
        const operator = textOf(criterion, 'operator') ?? '';
        return [{ ...source, operator, value: textOf(criterion, 'rightValue') ?? '' }];
    });
    const logic = textOf(rule, 'booleanFilter');
    const isLogic = logic === undefined || /^(?:[\s()\d]|AND|OR|NOT)+$/i.test(logic);
    if (!isLogic) report.add(childOf(rule, 'booleanFilter') ?? rule, `The filter logic ${logic} cannot be read`);
    for (const index of logic?.match(/\d+/g) ?? [])
        if (Number(index) < 1 || Number(index) > childrenOf(rule, 'criteria').length)
            report.add(
                childOf(rule, 'booleanFilter') ?? rule,
                `The filter logic names a criterion ${index} that is none`
            );
    return Object.freeze({ criteria: Object.freeze(criteria), ...(logic === undefined ? {} : { logic }) });
};
