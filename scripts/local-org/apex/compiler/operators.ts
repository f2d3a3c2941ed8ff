/** Operators on typed values, with Apex's rules for null, overflow and mixed numbers. */
import type { ApexType } from '../runtime/types.ts';
import type { Position } from './ast.ts';
import type { FunctionContext, Typed } from './context.ts';
import { isAssignable, isNumeric, isPrimitive, promoted } from './conversions.ts';
import { isLacking, lackingMember } from './lacking.ts';
import { asText, closed, converted, fault, fits, present, single } from './typed.ts';

const is = isPrimitive;
const isDay = (type: ApexType): boolean => is(type, 'Date') || is(type, 'Datetime');
const isOrdered = (type: ApexType): boolean =>
    ['String', 'Id', 'Date', 'Datetime', 'Time'].some((name) => is(type, name));

/** An operand as JavaScript of the operation's type, null refused. */
const operand = (context: FunctionContext, value: Typed, type: ApexType): string => {
    const js = converted(context, value, type);
    return value.nonNull ? js : `(${js}??$npe())`;
};

/** A binary operator on two checked values. @throws CompileFault */
export const operate = (context: FunctionContext, operator: string, left: Typed, right: Typed, at: Position): Typed => {
    const lacking = [left, right].find(({ type }) => isLacking(type));
    if (lacking && ['+', '-', '*', '/', '<', '>', '<=', '>='].includes(operator) && !is(left.type, 'String'))
        return lackingMember(context, lacking.type, operator, [left, right]);
    switch (operator) {
        case '+':
            if (is(left.type, 'String') || is(right.type, 'String')) return concatenate(context, left, right, at);
            return arithmetic(context, operator, left, right, at);
        case '-':
        case '*':
        case '/':
            return arithmetic(context, operator, left, right, at);
        case '==':
        case '!=':
            return equality(context, operator, left, right, at);
        case '===':
        case '!==':
            return {
                type: context.table.boolean,
                js: `${operator === '===' ? '' : '!'}$identical(${left.js},${right.js})`,
                nonNull: true
            };
        case '<':
        case '>':
        case '<=':
        case '>=':
            return comparison(context, operator, left, right, at);
        case '&&':
        case '||':
            return logical(context, operator, left, right, at);
        case '&':
        case '|':
        case '^':
            return bitwise(context, operator, left, right, at);
        case '<<':
        case '>>':
        case '>>>':
            return shift(context, operator, left, right, at);
        case '??':
            return coalesce(context, left, right, at);
        default:
            throw new Error(`no operator ${operator}`);
    }
};

const concatenate = (context: FunctionContext, left: Typed, right: Typed, at: Position): Typed => {
    for (const { type } of [left, right]) if (type.kind === 'void') fault('Expression cannot be of type void', at);
    const isText = (value: Typed): boolean => is(value.type, 'String') && value.nonNull === true;
    // JavaScript's + concatenates, and shows null as Apex does, as soon as one side is surely a string.
    const start = isText(left) || isText(right) ? '' : '""+';
    return { type: context.table.string, js: `(${start}${asText(left)}+${asText(right)})`, nonNull: true };
};

const isMoment = (type: ApexType): boolean => isDay(type) || is(type, 'Time');
/** What may be added to a day, a moment or a time of day. */
const checkMoment = (left: ApexType, right: ApexType, at: Position): void => {
    const whole = is(right, 'Integer') || is(right, 'Long');
    if (is(left, 'Date') && !whole) fault('Date expressions must use Integer or Long', at);
    if (is(left, 'Time') && !whole) fault('Time expressions must use Integer or Long', at);
    if (!isNumeric(right)) fault('Date/time expressions must use Integer or Double or Decimal', at);
};
const arithmetic = (context: FunctionContext, operator: string, left: Typed, right: Typed, at: Position): Typed => {
    const { table } = context;
    if (isMoment(left.type) && (operator === '+' || operator === '-')) checkMoment(left.type, right.type, at);
    if (isDay(left.type) && (operator === '+' || operator === '-')) {
        const days = operand(context, right, table.double);
        return { type: left.type, js: `$days(${present(left)},${operator === '-' ? '-' : ''}${days})`, nonNull: true };
    }
    if (!isNumeric(left.type) || !isNumeric(right.type)) {
        return fault('Arithmetic expressions must use numeric arguments', at);
    }
    const type = promoted(table, left.type, right.type);
    const a = operand(context, left, type);
    const b = operand(context, right, type);
    return { type, js: arithmeticJs(operator, type.name, a, b), nonNull: true };
};
const arithmeticJs = (operator: string, type: string, a: string, b: string): string => {
    const name = { '+': 'add', '-': 'sub', '*': 'mul', '/': 'div' }[operator] ?? operator;
    if (type === 'Decimal') return `$d${name}(${a},${b})`;
    if (operator === '/') return `$${type === 'Integer' ? 'i' : type === 'Long' ? 'l' : 'f'}div(${a},${b})`;
    if (type === 'Integer') return operator === '*' ? `Math.imul(${a},${b})` : `(${a}${operator}${b}|0)`;
    return type === 'Long' ? `BigInt.asIntN(64,${a}${operator}${b})` : `(${a}${operator}${b})`;
};

const comparable = (context: FunctionContext, left: ApexType, right: ApexType): boolean =>
    isAssignable(context.table, left, right) ||
    isAssignable(context.table, right, left) ||
    (isDay(left) && isDay(right));

const equality = (context: FunctionContext, operator: string, first: Typed, second: Typed, at: Position): Typed => {
    const { table } = context;
    const left = second.type.kind === 'sobject' ? single(first) : first;
    const right = first.type.kind === 'sobject' ? single(second) : second;
    if (left.type.kind === 'void' || right.type.kind === 'void' || !comparable(context, left.type, right.type)) {
        fault(`Comparison arguments must be compatible types: ${left.type.name}, ${right.type.name}`, at);
    }
    const not = operator === '!=';
    const result = (js: string): Typed => ({ type: table.boolean, js: not ? `(!${js})` : js, nonNull: true });
    const plain = (): Typed => ({
        type: table.boolean,
        js: `(${left.js}${not ? '!==' : '==='}${right.js})`,
        nonNull: true
    });
    const [a, b] = [left.type, right.type];
    if (a.kind === 'null' || b.kind === 'null' || (a.kind === 'enum' && b.kind === 'enum')) return plain();
    if (is(a, 'Boolean') && is(b, 'Boolean')) return plain();
    if (isNumeric(a) && isNumeric(b)) {
        if (a.name === b.name && a.name !== 'Decimal') return plain();
        if (a.name !== 'Decimal' && b.name !== 'Decimal' && a.name !== 'Long' && b.name !== 'Long') return plain();
        return result(`$eqnum(${left.js},${right.js})`);
    }
    if (is(a, 'String') && is(b, 'String')) return result(`$eqtext(${left.js},${right.js})`);
    if (is(a, 'Id') && is(b, 'Id')) return plain();
    if ((is(a, 'Id') && is(b, 'String')) || (is(a, 'String') && is(b, 'Id')))
        return result(`$eqid(${left.js},${right.js})`);
    const common = table.object;
    return result(
        `$eq(${a === b ? left.js : converted(context, left, isNumeric(a) ? common : a)},${a === b ? right.js : converted(context, right, isNumeric(b) ? common : b)})`
    );
};

const comparison = (context: FunctionContext, operator: string, left: Typed, right: Typed, at: Position): Typed => {
    const { table } = context;
    const type = table.boolean;
    const [a, b] = [left.type, right.type];
    if (isNumeric(a) && isNumeric(b)) {
        const decimal = a.name === 'Decimal' || b.name === 'Decimal';
        if (!decimal) {
            if (left.nonNull && right.nonNull) return { type, js: `(${left.js}${operator}${right.js})`, nonNull: true };
            const name = { '<': 'lt', '>': 'gt', '<=': 'le', '>=': 'ge' }[operator] ?? operator;
            return { type, js: `$${name}(${left.js},${right.js})`, nonNull: true };
        }
        const [x, y] = [converted(context, left, table.decimal), converted(context, right, table.decimal)];
        return { type, js: `$order(${x},${y},"${operator}")`, nonNull: true };
    }
    const ordered =
        (isOrdered(a) || a.kind === 'null') && (isOrdered(b) || b.kind === 'null') && comparable(context, a, b);
    if (!ordered && !((isNumeric(a) && b.kind === 'null') || (isNumeric(b) && a.kind === 'null'))) {
        const isSame = a.kind !== 'null' && b.kind !== 'null' && comparable(context, a, b);
        fault(
            isSame
                ? `Inequality operator not allowed for this type: ${a.name}`
                : `Comparison arguments must be compatible types: ${a.name}, ${b.name}`,
            at
        );
    }
    const mixed = isDay(a) && isDay(b) && a !== b ? table.builtin('Datetime') : undefined;
    const [x, y] = mixed ? [converted(context, left, mixed), converted(context, right, mixed)] : [left.js, right.js];
    return { type, js: `$order(${x},${y},"${operator}")`, nonNull: true };
};

/** A condition: Boolean, null refused. @throws CompileFault `Condition expression must be of type Boolean` */
export const condition = (value: Typed, at: Position): string => {
    if (!is(value.type, 'Boolean') && !isLacking(value.type))
        fault(`Condition expression must be of type Boolean: ${value.type.name}`, at);
    return present(closed(value));
};
const logical = (context: FunctionContext, operator: string, left: Typed, right: Typed, at: Position): Typed => {
    for (const { type } of [left, right])
        if (!is(type, 'Boolean') && !isLacking(type)) fault('Logical operator can only be applied to Boolean', at);
    return { type: context.table.boolean, js: `(${present(left)}${operator}${present(right)})`, nonNull: true };
};
const bitwise = (context: FunctionContext, operator: string, left: Typed, right: Typed, at: Position): Typed => {
    const { table } = context;
    if (is(left.type, 'Boolean') && is(right.type, 'Boolean')) {
        return { type: table.boolean, js: `((${present(left)}${operator}${present(right)})===1)`, nonNull: true };
    }
    const whole = ({ type }: Typed): boolean => is(type, 'Integer') || is(type, 'Long');
    if (!whole(left) || !whole(right))
        fault(`${operator} operator can only be applied to Boolean expressions or to Integer or Long expressions`, at);
    const type = promoted(table, left.type, right.type);
    return { type, js: `(${operand(context, left, type)}${operator}${operand(context, right, type)})`, nonNull: true };
};
const shift = (context: FunctionContext, operator: string, left: Typed, right: Typed, at: Position): Typed => {
    const { table } = context;
    const whole = ({ type }: Typed): boolean => is(type, 'Integer') || is(type, 'Long');
    if (!whole(left) || !whole(right)) fault(`${operator} operation can only be applied to Integer or Long types`, at);
    const count = is(right.type, 'Long') ? `Number(${present(right)})` : present(right);
    if (is(left.type, 'Long'))
        return { type: left.type, js: `$lshift(${present(left)},${count},"${operator}")`, nonNull: true };
    return { type: table.integer, js: `(${present(left)}${operator}${count}|0)`, nonNull: true };
};

const coalesce = (context: FunctionContext, first: Typed, right: Typed, at: Position): Typed => {
    const left = first.soql && right.type.kind !== 'list' ? oneOrNull(first) : first;
    const type =
        commonType(context, left, right) ??
        fault(`Incompatible types in null coalescing operator: ${left.type.name}, ${right.type.name}`, at);
    return {
        type,
        js: `(${converted(context, left, type)}??${converted(context, right, type)})`,
        ...(right.nonNull ? { nonNull: true } : {})
    };
};
const oneOrNull = (value: Typed): Typed => ({
    type: value.type.arguments[0] ?? value.type,
    js: `$oneOrNull(${value.js})`
});

/** The type of `a ? b : c`. */
export const commonType = (context: FunctionContext, left: Typed, right: Typed): ApexType | undefined => {
    const { table } = context;
    if (left.type === right.type) return left.type;
    if (left.type.kind === 'void' || right.type.kind === 'void') return undefined;
    if (left.type.kind === 'null') return right.type;
    if (right.type.kind === 'null') return left.type;
    if (isNumeric(left.type) && isNumeric(right.type)) return promoted(table, left.type, right.type);
    if (is(left.type, 'Id') && is(right.type, 'String')) return right.type;
    if (is(left.type, 'String') && is(right.type, 'Id')) return left.type;
    if (fits(context, left, right.type)) return right.type;
    if (fits(context, right, left.type)) return left.type;
    if (left.type.kind === 'sobject' && right.type.kind === 'sobject') return table.anySObject;
    return undefined;
};

export const unary = (context: FunctionContext, operator: '+' | '-' | '!' | '~', value: Typed, at: Position): Typed => {
    const { table } = context;
    if (operator === '!') {
        if (!is(value.type, 'Boolean') && !isLacking(value.type))
            fault('! operator can only be applied to boolean expressions', at);
        return { type: table.boolean, js: `(!${present(value)})`, nonNull: true };
    }
    // `'a' + + 'b'`: a plus before text changes nothing.
    if (operator === '+' && is(value.type, 'String')) return value;
    if (operator === '~' && !is(value.type, 'Integer') && !is(value.type, 'Long'))
        fault(`Invalid type for bitwise negate: ${value.type.name}`, at);
    if (!isNumeric(value.type)) fault('Unary negation must use a numeric argument', at);
    const js = present(value);
    if (operator === '~') return { type: value.type, js: `(~${js})`, nonNull: true };
    if (operator === '+') return { ...value, js };
    if (value.number && !value.number.text.startsWith('-')) {
        const number = { type: value.number.type, text: `-${value.number.text}` };
        return { type: value.type, js: negated(context, number), nonNull: true, simple: true, number };
    }
    if (value.type.name === 'Decimal') return { type: value.type, js: `$dneg(${js})`, nonNull: true };
    if (value.type.name === 'Long') return { type: value.type, js: `BigInt.asIntN(64,-${js})`, nonNull: true };
    return { type: value.type, js: value.type.name === 'Integer' ? `(-${js}|0)` : `(-${js})`, nonNull: true };
};
const negated = (context: FunctionContext, number: NonNullable<Typed['number']>): string => {
    if (number.type === 'Decimal') return context.unit.link(`decimal:${number.text}`);
    return number.type === 'Long' ? `(${number.text}n)` : `(${number.text})`;
};
