/** Names and literals in emitted JavaScript. Apex identifiers know no case and no `$`, so lower case behind a marked prefix can collide with nothing. */
import type { ApexType } from '../runtime/types.ts';

const SYMBOLS: Readonly<Record<string, string>> = { '<': '$l', '>': '$r', ',': '$k', '.': '$d' };
const typeKey = (type: ApexType): string =>
    type.name.toLowerCase().replace(/[<>,.]/g, (symbol) => SYMBOLS[symbol] ?? '');
const parametersKey = (parameters: readonly ApexType[]): string =>
    parameters.map((type) => `$${typeKey(type)}`).join('');
/** `Outer.Inner` → `outer$inner`. */
const classKey = (className: string): string => className.toLowerCase().replaceAll('.', '$d');

export const localName = (name: string): string => `v_${name.toLowerCase()}`;
/** Instance fields carry their class: a subclass may declare a private field of the same name. */
export const fieldKey = (className: string, name: string): string => `f_${classKey(className)}$$${name.toLowerCase()}`;
export const staticFieldKey = (name: string): string => `f_${name.toLowerCase()}`;
export const methodKey = (name: string, parameters: readonly ApexType[]): string =>
    `m_${name.toLowerCase()}$${parametersKey(parameters)}`;
/** Private methods are not overridden: their key carries the class. */
export const privateMethodKey = (className: string, name: string, parameters: readonly ApexType[]): string =>
    `p_${classKey(className)}$$${name.toLowerCase()}$${parametersKey(parameters)}`;
export const constructorKey = (className: string, parameters: readonly ApexType[]): string =>
    `c_${classKey(className)}$$${parametersKey(parameters)}`;
export const initialiserKey = (className: string): string => `i_${classKey(className)}`;
export const getterKey = (name: string): string => `g_${name.toLowerCase()}`;
export const setterKey = (name: string): string => `s_${name.toLowerCase()}`;

/** A JavaScript string literal for any text: one escape function for all of them. */
export const literal = (text: string): string =>
    JSON.stringify(text).replace(/[\u2028\u2029]/g, (mark) => (mark === '\u2028' ? '\\u2028' : '\\u2029'));
