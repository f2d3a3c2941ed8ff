/** Small steps on typed JavaScript that all expressions share. */
import type { ApexType } from '../runtime/types.ts';
import type { Position } from './ast.ts';
import type { FunctionContext, Typed, UnitContext } from './context.ts';
import { convert, isAssignable, isNumeric } from './conversions.ts';
import { CompileFault } from './fault.ts';
import { literal } from './mangle.ts';

export const fault = (message: string, at: Position): never => {
    throw new CompileFault(message, at);
};
/** JavaScript that counts a line as executed, which makes it one that can be covered. */
export const countLine = (unit: UnitContext, line: number): string => {
    unit.lines.add(line);
    return `$c[${line}]++;`;
};
/**
 * Of a statement on several lines each line with a call counts by itself.
 * Source: release notes of Summer '15, "New Code Coverage Calculation for Multiline Statements".
 */
export const countedCall = (context: FunctionContext, value: Typed, at: Position): Typed => {
    const { unit } = context;
    if (at.line === unit.statementLine) return value;
    return { ...value, simple: false, js: `(${countLine(unit, at.line).slice(0, -1)},${value.js})` };
};

/** Ends a chain: a safe navigation becomes one expression. */
export const closed = (value: Typed): Typed => {
    if (value.guard === undefined) return value;
    return { type: value.type, js: `(${value.guard}${value.js})`, ...(value.soql ? { soql: true } : {}) };
};
/** JavaScript that throws instead of giving null. */
export const present = (value: Typed): string => (value.nonNull ? value.js : `(${value.js}??$npe())`);

const numberLiteral = (number: NonNullable<Typed['number']>, to: string, link: (text: string) => string): string => {
    if (to === 'Long') return number.text.startsWith('-') ? `(${number.text}n)` : `${number.text}n`;
    if (to === 'Decimal') return link(`decimal:${number.text}`);
    return number.text.startsWith('-') ? `(${number.text})` : number.text;
};
/** The JavaScript of a value as another type that it fits. */
export const converted = (context: FunctionContext, value: Typed, to: ApexType): string => {
    if (value.token?.type === to) return value.token.js;
    if (value.number && isNumeric(to) && to !== value.type)
        return numberLiteral(value.number, to.name, (text) => context.unit.link(text));
    if (value.soql && value.type.kind === 'list' && to.kind === 'sobject') return `$one(${value.js})`;
    return convert(value.js, value.type, to);
};
export const fits = (context: FunctionContext, value: Typed, to: ApexType): boolean => {
    if (isAssignable(context.table, value.type, to)) return true;
    if (value.token?.type === to) return true;
    const element = value.type.arguments[0];
    return (
        value.soql === true &&
        value.type.kind === 'list' &&
        element !== undefined &&
        to.kind === 'sobject' &&
        // The rows of a dynamic query may be of any object.
        (isAssignable(context.table, element, to) || element === context.table.anySObject)
    );
};
/** A value for a variable, field or return of that type. @throws CompileFault `Illegal assignment from A to B` */
export const assigned = (context: FunctionContext, value: Typed, to: ApexType, at: Position): string => {
    if (!fits(context, value, to)) fault(`Illegal assignment from ${value.type.name} to ${to.name}`, at);
    return converted(context, value, to);
};
/** A record, where inline SOQL stands for its single row. */
export const single = (value: Typed): Typed => {
    const element = value.type.arguments[0];
    if (!value.soql || value.type.kind !== 'list' || !element) return value;
    return { type: element, js: `$one(${value.js})`, nonNull: true };
};
/** The JavaScript that shows a value in a string concatenation; null shows as `null`. */
export const asText = (value: Typed): string => {
    switch (value.type.kind === 'primitive' ? value.type.name : value.type.kind) {
        case 'String':
        case 'Id':
        case 'Integer':
        case 'Boolean':
        case 'Long':
            return value.js;
        case 'Double':
            return `$dbltext(${value.js})`;
        default:
            return `$text(${value.js})`;
    }
};
export const textLiteral = literal;
