/** Where a formula stands, and which functions it may use there. Source: Salesforce Help, "Formula Operators and Functions by Context". */
import { FormulaProblem } from './tree.ts';

/** A formula field, a validation rule, a default value, Apex's own, a predefined value of a quick action. */
export type FormulaKind = 'field' | 'rule' | 'default' | 'apex' | 'action';

const words = (text: string): readonly string[] => text.split(/\s+/);

/** Functions with one home or two; all others are at home everywhere. */
const ONLY_IN: Readonly<Record<string, readonly FormulaKind[]>> = {
    ISCHANGED: ['rule'],
    ISCLONE: ['rule'],
    ISNEW: ['rule'],
    PRIORVALUE: ['rule'],
    REGEX: ['rule', 'default'],
    VLOOKUP: ['rule', 'default'],
    HYPERLINK: ['field'],
    IMAGE: ['field'],
    GETSESSIONID: ['field']
};
/** Functions of buttons, flows, e-mail templates, reports and Visualforce: in none of our formulas. */
const ELSEWHERE: ReadonlySet<string> = new Set(
    words(`GETRECORDIDS HTMLENCODE IMAGEPROXYURL INCLUDE JSENCODE JSINHTMLENCODE JUNCTIONIDLIST LINKTO PARENTGROUPVAL POWER PREVGROUPVAL
        REQUIRESCRIPT SUBSTR URLENCODE URLFOR XMLENCODE`)
);

/** @throws FormulaProblem where a function cannot be used in a formula of this kind */
export const checkAvailable = (name: string, kind: FormulaKind): void => {
    if (ELSEWHERE.has(name) || ONLY_IN[name]?.includes(kind) === false)
        throw new FormulaProblem(`Function ${name} may not be used in this type of formula`);
};
