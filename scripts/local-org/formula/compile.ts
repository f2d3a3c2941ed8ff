import { Decimal, type ObjectDef, type Scalar, type Schema } from '../model/index.ts';
import { FUNCTIONS, REFUSED_FUNCTIONS } from './functions/index.ts';
import type { Argument, FunctionDefinition, Parameter } from './functions/definition.ts';
import { pathName, resolveField, resolveGlobal, samePath, type Global } from './names.ts';
import { binaryRule, negate } from './operators.ts';
import { parseFormula } from './parser.ts';
import { FormulaFault, FormulaProblem, type Node } from './tree.ts';
import type { FieldPath, Formula, FormulaContext } from './types.ts';
import { reader, toScalar, TYPE_NAMES, valueTypeOf, type Evaluate, type Value, type ValueType } from './values.ts';
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
    private readonly longTextAllowed: boolean;

    constructor(object: ObjectDef, schema: Schema, longTextAllowed: boolean) {
        this.object = object;
        this.schema = schema;
        this.longTextAllowed = longTextAllowed;
    }
    compile(node: Node): Argument {
        switch (node.kind) {
            case 'number': {
                const value = Decimal.parse(node.text) ?? null;
                return { type: 'number', evaluate: () => value };
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
                return node.path[0]?.startsWith('$') === true ? this.global(node.path) : this.field(node.path);
            case 'unary':
                return this.unary(node.operator, this.compile(node.operand));
            case 'binary':
                return this.binary(node);
            case 'call':
                return this.call(node.name, node.args);
        }
    }
    private field(path: readonly string[]): Argument {
        const fields = resolveField(path, this.object, this.schema);
        const field = fields.at(-1);
        const type = field && valueTypeOf(field);
        const isLong = field?.type === 'richText' || (field?.type === 'longText' && (field.length ?? 0) > 255);
        if (!field || !type || (isLong && !this.longTextAllowed))
            throw new FormulaProblem(
                `You referenced an unsupported field type called "${field?.type === 'location' ? 'Geolocation' : 'Long Text Area'}" using the following field: ${path.join('.')}`
            );
        let input = this.inputs.findIndex((known) => samePath(known, fields));
        if (input === -1) input = this.inputs.push(fields) - 1;
        const index = input;
        return { type, evaluate: (frame) => frame.inputs[index] ?? null, input };
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
        return { type: rule.result, evaluate: (frame) => rule.apply(left.evaluate(frame), right.evaluate(frame)) };
    }
    private call(name: string, trees: readonly Node[]): Argument {
        const definition = FUNCTIONS.get(name);
        if (!definition)
            throw new FormulaProblem(
                REFUSED_FUNCTIONS.has(name)
                    ? `not supported by the local org: formula function ${name}`
                    : `Unknown function ${name}. Check spelling.`
            );
        checkCount(name, definition, trees.length);
        const args = trees.map((tree) => this.compile(tree));
        args.forEach((arg, index) => {
            checkParameter(name, parameterAt(definition, index), arg, trees[index]);
        });
        if (definition.volatile === true) this.volatile = true;
        const result = typeof definition.result === 'function' ? definition.result(args) : definition.result;
        if (result instanceof FormulaProblem) throw result;
        if (definition.build) return { type: result, evaluate: definition.build(args) };
        const { apply } = definition;
        if (!apply) throw new Error(`the function ${name} has no meaning`);
        return {
            type: result,
            evaluate: (frame) =>
                apply(
                    args.map((arg) => arg.evaluate(frame)),
                    frame
                )
        };
    }
}

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
        `Incorrect parameter type for function '${name}()'. Expected ${TYPE_NAMES[accepted[0] ?? 'text']}, received ${TYPE_NAMES[arg.type]}`
    );
};

const NUMBERS = ['number', 'currency', 'percent', 'integer'];

/** The value type that a field of a type stores. */
const expectedOf = (source: FormulaSource): ValueType => {
    if (NUMBERS.includes(source.type)) return 'number';
    if (source.type === 'boolean' || source.type === 'date' || source.type === 'datetime' || source.type === 'time')
        return source.type;
    return 'text';
};

const checkResult = (expected: ValueType, result: ValueType): void => {
    const actual = result === 'id' ? 'text' : result;
    if (actual === expected || actual === 'null') return;
    throw new FormulaProblem(
        `Formula result is data type (${TYPE_NAMES[actual]}), incompatible with expected data type (${TYPE_NAMES[expected]}).`
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
    expected?: 'boolean'
): CompiledFormula => {
    const compiler = new Compiler(object, schema, expected === 'boolean');
    const root = compiler.compile(parseFormula(source.text));
    checkResult(expected ?? expectedOf(source), root.type);
    const { inputs, globals, volatile } = compiler;
    const readers = inputs.map((path) => {
        const field = path.at(-1);
        if (!field) throw new Error(`empty path ${pathName(path)}`);
        return reader(field, source.blanksAsZero);
    });
    const read = (values: readonly Scalar[]): Value[] =>
        readers.map((convert, index) => convert(values[index] ?? null));
    const type = expected ?? source.type;
    const evaluate = (values: readonly Scalar[], at: FormulaContext): Scalar => {
        try {
            return toScalar(root.evaluate({ inputs: read(values), old: at.old && read(at.old), at }), type);
        } catch (error) {
            // `#Error!` on the page, null to the API.
            if (error instanceof FormulaFault) return type === 'boolean' ? false : null;
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
