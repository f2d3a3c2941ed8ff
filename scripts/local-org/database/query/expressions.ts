import type { FieldDef, ObjectDef, Schema } from '../../model/index.ts';
import type { SoqlExpression } from '../types.ts';
import type { QueryProblem } from './fault.ts';
import { type FunctionDef, functionNamed } from './functions.ts';
import { type Kind, kindOf } from './kinds.ts';
import { type ResolvedPath, resolvePath, type Visibility } from './paths.ts';

/** Where names of one query level are looked up. */
export interface Scope {
    readonly object: ObjectDef;
    /** Names for the object itself in front of a path, lower case: its name, then its alias. */
    readonly own: readonly string[];
    readonly schema: Schema;
    readonly visibility: Visibility;
}
/** An expression whose names are known. */
export interface Typed {
    readonly kind: Kind;
    /** The field that the value is or is made of; undefined for the name of a polymorphic parent's object. */
    readonly field: FieldDef | undefined;
    readonly path: ResolvedPath;
    /** Functions around the path, outermost first. */
    readonly calls: readonly FunctionDef[];
    readonly aggregate: boolean;
    /** In the schema's names, as messages show it and as equal expressions share it. */
    readonly text: string;
    readonly at: number;
}

/** The scope of a query level over an object. */
export const scopeOf = (
    object: ObjectDef,
    alias: string | undefined,
    schema: Schema,
    visibility: Visibility
): Scope => ({
    object,
    own: alias === undefined ? [object.name.toLowerCase()] : [object.name.toLowerCase(), alias.toLowerCase()],
    schema,
    visibility
});

const unsuited = (definition: FunctionDef, inner: Typed, at: number): QueryProblem => ({
    statusCode: 'MALFORMED_QUERY',
    message:
        definition.group === 'aggregate'
            ? `field ${inner.text} does not support aggregate operator ${definition.name}`
            : `field ${inner.text} does not support function ${definition.name}`,
    at
});

/** Finds the names of an expression and its type, or the platform's refusal. */
export const typed = (expression: SoqlExpression, scope: Scope): Typed | QueryProblem => {
    if (expression.kind === 'path') {
        const path = resolvePath(scope.object, expression.path, scope.own, scope.schema, scope.visibility);
        if ('statusCode' in path) return { ...path, at: expression.at };
        const field = path.ends[0]?.field;
        return {
            kind: field ? kindOf(field) : 'string',
            field,
            path,
            calls: [],
            aggregate: false,
            text: path.text,
            at: expression.at
        };
    }
    const definition = functionNamed(expression.name);
    const argument = expression.arguments[0];
    if (!definition || !argument || expression.arguments.length > 1) {
        return { statusCode: 'MALFORMED_QUERY', message: `unexpected token: '${expression.name}'`, at: expression.at };
    }
    const inner = typed(argument, scope);
    if ('statusCode' in inner) return inner;
    if (!definition.takes.includes(inner.kind)) return unsuited(definition, inner, expression.at);
    if (definition.group === 'currency' && (!scope.schema.currencies || inner.field?.type !== 'currency'))
        return unsuited(definition, inner, expression.at);
    const innermost = inner.calls[0];
    if (innermost && !(definition.name === 'FORMAT' || innermost.group === 'zone'))
        return unsuited(definition, inner, expression.at);
    return {
        kind: definition.gives ?? inner.kind,
        field: inner.field,
        path: inner.path,
        calls: [definition, ...inner.calls],
        aggregate: inner.aggregate || definition.group === 'aggregate',
        text: `${expression.name}(${inner.text})`,
        at: expression.at
    };
};

/** Is a function of this group among an expression's functions? */
export const calls = (expression: Typed, group: FunctionDef['group']): boolean =>
    expression.calls.some((definition) => definition.group === group);

/** Definitions are referred to by durable names, which are no Ids. Source: Object Reference, "FieldDefinition", EntityDefinitionId. */
const NAMED: readonly string[] = [
    'EntityDefinition',
    'FieldDefinition',
    'EntityParticle',
    'FlowDefinitionView',
    'FlowVersionView'
];

export const isNamed = ({ field, path }: Typed): boolean =>
    field !== undefined &&
    [...field.referenceTo, ...path.ends.map((end) => end.object.name)].some((name) => NAMED.includes(name));
