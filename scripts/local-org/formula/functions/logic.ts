import { Decimal, fold } from '../../model/index.ts';
import { FormulaProblem } from '../tree.ts';
import { TYPE_NAMES, type Evaluate, type Frame, type Value, type ValueType } from '../values.ts';
import { equal } from '../operators.ts';
import { ANY, ANY_FIELD, BOOLEAN, TEXT, type Argument, type FunctionTable, type Parameter } from './definition.ts';

const blank = (value: Value | undefined): boolean => value === null || value === undefined || value === '';

/** The one type that several arguments share; literals of null fit each. */
const shared = (name: string, args: readonly Argument[]): ValueType | FormulaProblem => {
    const types = args.map((arg) => (arg.type === 'id' ? 'text' : arg.type)).filter((type) => type !== 'null');
    const [first = 'null'] = types;
    const odd = types.find((type) => type !== first);
    return odd === undefined
        ? first
        : new FormulaProblem(
              `Incorrect parameter type for function '${name}()'. Expected ${TYPE_NAMES[first]}, received ${TYPE_NAMES[odd]}`
          );
};
const at = (args: readonly Argument[], index: number): Argument =>
    args[index] ?? { type: 'null', evaluate: () => null };

/** ISBLANK and ISNULL of a field look at its value; a number that stands for zero is not blank. */
const isBlank: Evaluate = () => false;
const blankTest =
    (alsoText: boolean) =>
    (args: readonly Argument[]): Evaluate => {
        const arg = at(args, 0);
        // ISNULL is never true of text: the platform keeps blank text, not null. Source: Salesforce Help, ISNULL.
        if (!alsoText && (arg.type === 'text' || arg.type === 'picklist')) return isBlank;
        return (frame) => blank(arg.evaluate(frame));
    };
/** Picklist values are compared without regard to case, unlike text. */
const sameValue = (left: Value, right: Value): boolean =>
    fold(typeof left === 'string' ? left : '') === fold(typeof right === 'string' ? right : '');

/** NULLVALUE never replaces text, which is not null even where it is blank. Source: Salesforce Help, NULLVALUE. */
const nullFallback = (args: readonly Argument[]): Evaluate => {
    const type = at(args, 0).type;
    return type === 'text' || type === 'picklist' ? at(args, 0).evaluate : fallback(args);
};
const fallback = (args: readonly Argument[]): Evaluate => {
    const [value, other] = [at(args, 0), at(args, 1)];
    return (frame) => {
        const result = value.evaluate(frame);
        return blank(result) ? other.evaluate(frame) : result;
    };
};

const caseResult = (args: readonly Argument[]): ValueType | FormulaProblem => {
    if (args.length % 2 !== 0)
        return new FormulaProblem(
            `Incorrect number of parameters for function 'CASE()'. Expected ${args.length + 1}, received ${args.length}`
        );
    const keys = args.filter((_, index) => index === 0 || (index % 2 === 1 && index < args.length - 1));
    const texts = keys.map((key) => (key.type === 'picklist' ? { ...key, type: 'text' as const } : key));
    const keyType = shared('CASE', texts);
    if (keyType instanceof FormulaProblem) return keyType;
    return shared(
        'CASE',
        args.filter((_, index) => index > 0 && (index % 2 === 0 || index === args.length - 1))
    );
};
const buildCase = (args: readonly Argument[]): Evaluate => {
    const pairs: [Argument, Argument][] = [];
    for (let index = 1; index < args.length - 1; index += 2) pairs.push([at(args, index), at(args, index + 1)]);
    const subject = at(args, 0);
    const otherwise = at(args, args.length - 1);
    return (frame) => {
        const value = subject.evaluate(frame);
        const hit = pairs.find(([key]) => equal(value, key.evaluate(frame)));
        return (hit ? hit[1] : otherwise).evaluate(frame);
    };
};

const CASE_ARGS: Parameter = [...ANY, 'picklist'];
const PICKLIST: Parameter = ['picklist'];
const needsField =
    (name: string, result: (arg: Argument) => ValueType) =>
    (args: readonly Argument[]): ValueType | FormulaProblem =>
        at(args, 0).input === undefined
            ? new FormulaProblem(`Incorrect parameter for function '${name}()'. Expected a field`)
            : result(at(args, 0));

const oldOf = (frame: Frame, input: number | undefined): Value | undefined =>
    input === undefined ? undefined : frame.old?.[input];

/** Logical and record functions. Source: Salesforce Help, "Formula Operators and Functions". */
export const LOGIC_FUNCTIONS: FunctionTable = {
    AND: {
        params: [BOOLEAN],
        rest: [BOOLEAN],
        result: 'boolean',
        build: (args) => (frame) => args.every((arg) => arg.evaluate(frame) === true)
    },
    BLANKVALUE: { params: [CASE_ARGS, ANY], result: (args) => shared('BLANKVALUE', args.map(asText)), build: fallback },
    CASE: { params: [CASE_ARGS, ANY, ANY, ANY], rest: [ANY], result: caseResult, build: buildCase },
    IF: {
        params: [BOOLEAN, ANY, ANY],
        result: (args) => shared('IF', args.slice(1)),
        build: (args) => (frame) => at(args, at(args, 0).evaluate(frame) === true ? 1 : 2).evaluate(frame)
    },
    INCLUDES: {
        params: [['multiPicklist'], TEXT],
        result: 'boolean',
        apply: ([values, wanted]) =>
            typeof values === 'string' &&
            typeof wanted === 'string' &&
            values.split(';').some((value) => sameValue(value, wanted))
    },
    ISBLANK: { params: [ANY_FIELD], result: 'boolean', build: blankTest(true) },
    ISCHANGED: {
        params: [ANY_FIELD],
        result: needsField('ISCHANGED', () => 'boolean'),
        build: (args) => {
            const field = at(args, 0);
            return (frame) =>
                frame.old !== undefined &&
                !frame.at.isNew &&
                !equal(field.evaluate(frame), oldOf(frame, field.input) ?? null);
        }
    },
    // Only the Clone button of a page makes a clone in this sense, and pages here have none.
    ISCLONE: { params: [], result: 'boolean', apply: () => false },
    ISNEW: { params: [], result: 'boolean', apply: (_, frame) => frame.at.isNew },
    ISNULL: { params: [ANY_FIELD], result: 'boolean', build: blankTest(false) },
    ISNUMBER: {
        params: [TEXT],
        result: 'boolean',
        apply: ([value]) => typeof value === 'string' && /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(value)
    },
    ISPICKVAL: {
        params: [PICKLIST, TEXT],
        result: (args) =>
            at(args, 1).literal === undefined && at(args, 1).type !== 'null'
                ? new FormulaProblem("Incorrect parameter type for function 'ISPICKVAL()'. Expected a text literal")
                : 'boolean',
        apply: ([value, wanted]) => sameValue(value ?? null, wanted ?? null)
    },
    NOT: { params: [BOOLEAN], result: 'boolean', apply: ([value]) => value !== true },
    NULLVALUE: {
        params: [CASE_ARGS, ANY],
        result: (args) => shared('NULLVALUE', args.map(asText)),
        build: nullFallback
    },
    OR: {
        params: [BOOLEAN],
        rest: [BOOLEAN],
        result: 'boolean',
        build: (args) => (frame) => args.some((arg) => arg.evaluate(frame) === true)
    },
    PICKLISTCOUNT: {
        params: [['multiPicklist']],
        result: 'number',
        apply: ([values]) => Decimal.of(typeof values === 'string' && values !== '' ? values.split(';').length : 0)
    },
    PRIORVALUE: {
        params: [ANY_FIELD],
        result: needsField('PRIORVALUE', (arg) => arg.type),
        build: (args) => {
            const field = at(args, 0);
            return (frame) =>
                frame.old === undefined || frame.at.isNew ? field.evaluate(frame) : (oldOf(frame, field.input) ?? null);
        }
    }
};

function asText(arg: Argument): Argument {
    return arg.type === 'picklist' ? { ...arg, type: 'text' } : arg;
}
