import { DatetimeValue, DateValue, Decimal, fold, type ObjectDef, type Scalar, type Schema } from '../model/index.ts';
import { FUNCTIONS, REFUSED_FUNCTIONS } from './functions/index.ts';
import type { Argument, FunctionDefinition, Parameter } from './functions/definition.ts';
import { pathName, resolveField, resolveGlobal, samePath, type Global } from './names.ts';
import { checkAvailable, type FormulaKind } from './availability.ts';
import { binaryRule, negate } from './operators.ts';
import { parseFormula } from './parser.ts';
import { power } from './power.ts';
import { FormulaFault, FormulaProblem, type Node } from './tree.ts';
import type { FieldPath, Formula, FormulaContext } from './types.ts';
import {
    materialized,
    reader,
    toScalar,
    TYPE_NAMES,
    valueTypeOf,
    type Evaluate,
    type Frame,
    type Value,
    type ValueType
} from './values.ts';
import type { FormulaSource } from '../model/index.ts';

/** What a formula may refer to beyond its fields. */
export interface CompiledFormula extends Formula {
    readonly globals: readonly Global[];
    readonly type: ValueType;
}

/** Compiles one tree into closures, collecting the fields and globals it reads. */
class Compiler {
    readonly inputs: FieldPath[] = [];
    readonly globals: Global[] = [];
    volatile = false;
    private readonly object: ObjectDef;
    private readonly schema: Schema;
    private readonly kind: FormulaKind;

    constructor(object: ObjectDef, schema: Schema, kind: FormulaKind) {
        this.object = object;
        this.schema = schema;
        this.kind = kind;
    }
    compile(node: Node): Argument {
        switch (node.kind) {
            case 'number': {
                const value = Decimal.parse(node.text) ?? null;
                return { type: 'number', evaluate: () => value, plainNumber: true };
            }
            case 'text': {
                const value = node.value === '' ? null : node.value;
                return { type: 'text', evaluate: () => value, literal: node.value };
            }
            case 'boolean':
                return { type: 'boolean', evaluate: () => node.value };
            case 'null':
                return { type: 'null', evaluate: () => null };
            case 'name':
                return this.name(node.path);
            case 'unary':
                return this.unary(node.operator, this.compile(node.operand));
            case 'binary':
                return this.binary(node);
            case 'call':
                return this.call(node.name, node.args);
        }
    }
    private name(path: readonly string[]): Argument {
        const root = path[0]?.toUpperCase() ?? '';
        if (root === '$OBJECTTYPE') return this.objectField(path);
        // The record type of the record itself, however it is spelled.
        if (root === '$RECORDTYPE') return this.field(['RecordType', ...path.slice(1)]);
        return root.startsWith('$') ? this.global(path) : this.field(path);
    }
    /** `$ObjectType.Zip__c.Fields.City__c`, which VLOOKUP takes. */
    private objectField(path: readonly string[]): Argument {
        const [, objectName = '', fields = '', name = ''] = path;
        const field = this.schema.object(objectName)?.field(name);
        const type = field && valueTypeOf(field);
        if (!field || !type || fold(fields) !== 'fields' || path.length !== 4)
            throw new FormulaProblem(`Field ${path.join('.')} does not exist. Check spelling.`);
        const read = reader(field, false);
        return { type: type === 'picklist' ? 'text' : type, evaluate: () => null, objectField: field, read };
    }
    /** Predefined values of actions name the object first: `Opportunity.AccountId`. Source: Salesforce Help, "Set Predefined Field Values for Quick Action Fields". */
    private ownPath(path: readonly string[]): readonly string[] {
        const isOwn = this.kind === 'action' && path.length > 1 && fold(path[0] ?? '') === fold(this.object.name);
        return isOwn ? path.slice(1) : path;
    }
    private field(path: readonly string[]): Argument {
        if (this.kind === 'default')
            throw new FormulaProblem(`Field ${path.join('.')} may not be used in this type of formula`);
        const fields = resolveField(this.ownPath(path), this.object, this.schema);
        const field = fields.at(-1);
        const type = field && valueTypeOf(field);
        const isLong = field?.type === 'richText' || (field?.type === 'longText' && (field.length ?? 0) > 255);
        if (!field || !type || (isLong && this.kind !== 'rule' && this.kind !== 'apex'))
            throw new FormulaProblem(
                `You referenced an unsupported field type called "${field?.type === 'location' ? 'Geolocation' : 'Long Text Area'}" using the following field: ${path.join('.')}`
            );
        let input = this.inputs.findIndex((known) => samePath(known, fields));
        if (input === -1) input = this.inputs.push(fields) - 1;
        const index = input;
        const typeName = type === 'id' && field.type !== 'id' ? `Lookup(${field.referenceTo.join(',')})` : undefined;
        return {
            type,
            evaluate: (frame) => frame.inputs[index] ?? null,
            input,
            ...(typeName === undefined ? {} : { typeName })
        };
    }
    private global(path: readonly string[]): Argument {
        const global = resolveGlobal(path, this.schema);
        this.globals.push(global);
        this.volatile = true;
        const read = global.field
            ? reader(global.field, false)
            : (value: Scalar): Value => (value === '' ? null : (value as Value));
        return { type: global.type, evaluate: (frame) => read(frame.at.global(global.name)) };
    }
    private unary(operator: '-' | '+' | '!', operand: Argument): Argument {
        const wanted: ValueType = operator === '!' ? 'boolean' : 'number';
        if (operand.type !== wanted && operand.type !== 'null')
            throw new FormulaProblem(
                `Incorrect parameter type for operator '${operator}'. Expected ${TYPE_NAMES[wanted]}, received ${TYPE_NAMES[operand.type]}`
            );
        if (operator === '!') return { type: 'boolean', evaluate: (frame) => operand.evaluate(frame) !== true };
        return operator === '+'
            ? { type: 'number', evaluate: operand.evaluate }
            : { type: 'number', evaluate: (frame) => negate(operand.evaluate(frame)) };
    }
    private binary(node: Node & { kind: 'binary' }): Argument {
        const left = this.compile(node.left);
        const right = this.compile(node.right);
        if (node.operator === '&&' || node.operator === '||') {
            for (const side of [left, right])
                if (side.type !== 'boolean')
                    throw new FormulaProblem(
                        `Incorrect parameter type for operator '${node.operator}'. Expected Boolean, received ${TYPE_NAMES[side.type]}`
                    );
            const evaluate: Evaluate =
                node.operator === '&&'
                    ? (frame) => left.evaluate(frame) === true && right.evaluate(frame) === true
                    : (frame) => left.evaluate(frame) === true || right.evaluate(frame) === true;
            return { type: 'boolean', evaluate };
        }
        for (const [side, tree] of [
            [left, node.left],
            [right, node.right]
        ] as const)
            if (side.type === 'picklist' && tree.kind === 'name')
                throw new FormulaProblem(
                    `Field ${tree.path.join('.')} is a picklist field. Picklist fields are only supported in certain functions.`
                );
        const rule = binaryRule(node.operator, left.type, right.type);
        if (node.operator === '^' && left.plainNumber === true && right.plainNumber === true)
            return folded(left, right);
        return { type: rule.result, evaluate: (frame) => rule.apply(left.evaluate(frame), right.evaluate(frame)) };
    }
    private call(name: string, trees: readonly Node[]): Argument {
        if (!FUNCTIONS.has(name)) checkAvailable(name, this.kind);
        const definition = FUNCTIONS.get(name);
        if (!definition)
            throw new FormulaProblem(
                REFUSED_FUNCTIONS.has(name)
                    ? `not supported by the local org: formula function ${name}`
                    : `Unknown function ${name}. Check spelling.`
            );
        checkAvailable(name, this.kind);
        checkCount(name, definition, trees.length);
        const args = trees.map((tree) => {
            const arg = this.compile(tree);
            return definition.exact === true || arg.type !== 'number' ? arg : materializing(arg);
        });
        if (name !== 'VLOOKUP' && args.some((arg) => arg.objectField))
            throw new FormulaProblem(
                `Field ${args.find((arg) => arg.objectField)?.objectField?.name ?? ''} may not be used in this type of formula`
            );
        args.forEach((arg, index) => {
            checkParameter(name, parameterAt(definition, index), arg, trees[index]);
        });
        if (definition.volatile === true) this.volatile = true;
        const result = typeof definition.result === 'function' ? definition.result(args) : definition.result;
        if (result instanceof FormulaProblem) throw result;
        if (definition.build) return { type: result, evaluate: definition.build(args) };
        if (name === 'BR' && this.kind !== 'field') return { type: 'text', evaluate: () => '\n' };
        const { apply } = definition;
        if (!apply) throw new Error(`the function ${name} has no meaning`);
        return {
            type: result,
            evaluate: (frame) => {
                const value = apply(
                    args.map((arg) => arg.evaluate(frame)),
                    frame
                );
                // There is no empty text: it is blank.
                return value === '' ? null : value;
            }
        };
    }
}

const materializing = (arg: Argument): Argument => ({
    ...arg,
    evaluate: (frame) => materialized(arg.evaluate(frame))
});

/** A power of two written numbers is worked out once. */
const folded = (left: Argument, right: Argument): Argument => {
    const nothing = {} as Frame;
    const [base, exponent] = [left.evaluate(nothing), right.evaluate(nothing)];
    const evaluate: Evaluate = () =>
        base instanceof Decimal && exponent instanceof Decimal ? power(base, exponent, true) : null;
    return { type: 'number', evaluate, plainNumber: true };
};

/** Types that a message lists; a time and an Id are taken along without a word. */
const expectedNames = (accepted: Parameter): string => {
    const named = accepted.filter((type) => type !== 'null' && type !== 'id');
    const shown = named.includes('datetime') && named.length > 1 ? named.filter((type) => type !== 'time') : named;
    return [...new Set(shown.map((type) => TYPE_NAMES[type]))].join(', ');
};

const parameterAt = (definition: FunctionDefinition, index: number): Parameter | undefined => {
    const { params, rest } = definition;
    return params[index] ?? rest?.[(index - params.length) % rest.length];
};

const checkCount = (name: string, definition: FunctionDefinition, received: number): void => {
    const least = definition.least ?? definition.params.length;
    const expected = received < least ? least : definition.params.length;
    if (received < least || (received > definition.params.length && !definition.rest))
        throw new FormulaProblem(
            `Incorrect number of parameters for function '${name}()'. Expected ${expected}, received ${received}`
        );
};

const checkParameter = (name: string, accepted: Parameter | undefined, arg: Argument, tree: Node | undefined): void => {
    if (!accepted || accepted.includes(arg.type)) return;
    if (arg.type === 'picklist' && tree?.kind === 'name')
        throw new FormulaProblem(
            `Field ${tree.path.join('.')} is a picklist field. Picklist fields are only supported in certain functions.`
        );
    throw new FormulaProblem(
        `Incorrect parameter type for function '${name}()'. Expected ${expectedNames(accepted)}, received ${arg.typeName ?? TYPE_NAMES[arg.type]}`
    );
};

const DAY_MS = 86_400_000;
/** The day of a moment by GMT, as DATEVALUE has it. */
const dayOf = (moment: DatetimeValue): DateValue => new DateValue(Math.floor(moment.ms / DAY_MS));
const NUMBERS = ['number', 'currency', 'percent', 'integer'];

/** The value type that a field of a type stores. */
const expectedOf = (source: FormulaSource): ValueType => {
    if (NUMBERS.includes(source.type)) return 'number';
    if (source.type === 'boolean' || source.type === 'date' || source.type === 'datetime' || source.type === 'time')
        return source.type;
    return 'text';
};

const checkResult = (expected: ValueType, result: ValueType, kind: FormulaKind): void => {
    const actual = result === 'id' ? 'text' : result;
    if (actual === expected || actual === 'null') return;
    // A default may be a moment where the field is a day: `NOW()` of released packages' date fields.
    if ((kind === 'default' || kind === 'action') && expected === 'date' && actual === 'datetime') return;
    throw new FormulaProblem(
        `Formula result is data type (${TYPE_NAMES[actual]}), incompatible with expected data type (${expected === 'boolean' ? 'true or false' : TYPE_NAMES[expected]}).`
    );
};

/**
 * Compiles a formula.
 * @throws FormulaProblem
 */
export const compileTree = (
    source: FormulaSource,
    object: ObjectDef,
    schema: Schema,
    kind: FormulaKind = 'field'
): CompiledFormula => {
    const compiler = new Compiler(object, schema, kind);
    const root = compiler.compile(parseFormula(source.text));
    checkResult(kind === 'rule' ? 'boolean' : expectedOf(source), root.type, kind);
    const { inputs, globals, volatile } = compiler;
    const readers = inputs.map((path) => {
        const field = path.at(-1);
        if (!field) throw new Error(`empty path ${pathName(path)}`);
        return reader(field, source.blanksAsZero);
    });
    const read = (values: readonly Scalar[]): Value[] =>
        readers.map((convert, index) => convert(values[index] ?? null));
    const type = kind === 'rule' ? 'boolean' : source.type;
    const ofMoment = type === 'date' && root.type === 'datetime';
    const evaluate = (values: readonly Scalar[], at: FormulaContext): Scalar => {
        try {
            const value = root.evaluate({ inputs: read(values), old: at.old && read(at.old), at });
            return toScalar(ofMoment && value instanceof DatetimeValue ? dayOf(value) : value, type);
        } catch (error) {
            // `#Error!` on the page, null to the API; a rule refuses the save.
            if (error instanceof FormulaFault && kind !== 'rule') return type === 'boolean' ? false : null;
            throw error;
        }
    };
    return Object.freeze({
        inputs: Object.freeze(inputs),
        globals: Object.freeze(globals),
        volatile,
        type: root.type,
        evaluate
    });
};
