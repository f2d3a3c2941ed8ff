import type { Report } from '../problems.ts';
import { ELEMENTS } from './elements.ts';
import { ENUMERATIONS } from './enumerations.ts';
import type { XmlElement } from './document.ts';

const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';

const checkValue = (element: XmlElement, type: string, kind: string, report: Report): void => {
    const refuse = (kindName: string): void =>
        report.add(element, `Error parsing file: '${element.text}' is not a valid value for the type xsd:${kindName}`);
    if (kind === 'boolean' && element.text !== 'true' && element.text !== 'false') refuse('boolean');
    if (kind === 'int' && !/^-?\d{1,10}$/.test(element.text)) refuse('int');
    if (kind === 'number' && !/^-?\d+(\.\d+)?$/.test(element.text)) refuse('double');
    const enumeration = ENUMERATIONS[`${type}.${element.name}`];
    if (enumeration && !enumeration[1].includes(element.text))
        report.add(
            element,
            `Error parsing file: '${element.text}' is not a valid value for the enum '${enumeration[0]}'`
        );
};

/**
 * Compares an element with what the Metadata API knows of its type: unknown elements, elements given twice, bad booleans, numbers and
 * enumeration values. Wording as the platform's deploy errors.
 * @param allowed further elements that this file may use (the shorthand of the standard objects of metadata/base)
 */
export const checkElements = (
    element: XmlElement,
    type: string,
    report: Report,
    allowed?: ReadonlySet<string>
): void => {
    const rules = ELEMENTS.get(type);
    if (!rules) throw new Error(`no element table for ${type}`);
    const seen = new Set<string>();
    for (const child of element.children) {
        if (allowed?.has(child.name)) continue;
        const rule = rules.get(child.name);
        const at = `Element {${NAMESPACE}}${child.name}`;
        if (!rule) {
            report.add(child, `Error parsing file: ${at} invalid at this location in type ${type}`);
            continue;
        }
        if (!rule.many && seen.has(child.name))
            report.add(child, `Error parsing file: ${at} is duplicated at this location in type ${type}`);
        seen.add(child.name);
        if (rule.kind === 'xml' || rule.kind === 'any') continue;
        if (ELEMENTS.has(rule.kind)) {
            checkElements(child, rule.kind, report, allowed);
            continue;
        }
        const nested = child.children[0];
        if (nested)
            report.add(
                nested,
                `Error parsing file: Element {${NAMESPACE}}${nested.name} invalid at this location in type xsd:string`
            );
        else checkValue(child, type, rule.kind, report);
    }
};

/**
 * Reports a required element that is absent.
 * @returns whether it is there
 */
export const requireElements = (element: XmlElement, names: readonly string[], report: Report): boolean => {
    const missing = names.filter(
        (name) =>
            !element.children.some((child) => child.name === name && (child.text !== '' || child.children.length > 0))
    );
    for (const name of missing) report.add(element, `Required field is missing: ${name}`);
    return missing.length === 0;
};
