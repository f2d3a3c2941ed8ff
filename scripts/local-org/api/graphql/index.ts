/** GraphQL over the UI API: `/services/data/vXX.0/graphql`. */
import { GraphQLError, Kind, OperationTypeNode, execute, parse, validate } from 'graphql';
import type { DocumentNode, ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { PlatformError } from '../../model/index.ts';
import type { Schema } from '../../model/index.ts';
import type { Transaction } from '../../database/types.ts';
import { explain } from '../errors.ts';
import { isObject, json, readObject, textOf } from '../http.ts';
import { Display } from '../ui/display.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import type { Context } from './context.ts';
import { buildGraphqlSchema } from './schema.ts';

/** A reader of documents calls itself for each level: deeper ones are refused before. */
const DEEPEST = 50;
const MOST_TOKENS = 20_000;
/** Source: GraphQL API Developer Guide, "Limits": subqueries a request. */
const MOST_ERRORS = 20;

/** Refused as a whole: nothing was run. */
const refused = (errors: readonly GraphQLError[]): ApiResponse =>
    json(200, { data: null, errors: errors.slice(0, MOST_ERRORS).map(errorJson) });

/** An error in the platform's shape. What a resolver threw is told in its words; nothing of the inside gets out. */
const errorJson = (error: GraphQLError): Record<string, unknown> => {
    const place = { paths: error.path ?? [], locations: error.locations ?? [] };
    if (!error.originalError || error.originalError instanceof GraphQLError)
        return { message: error.message, ...place, extensions: { ErrorType: 'ValidationError' } };
    const { errors } = explain(error.originalError);
    const message = errors.map((item) => item.message).join('; ');
    return { message, ...place, extensions: { ErrorType: errors[0]?.errorCode ?? 'UNKNOWN_EXCEPTION' } };
};

const depthOf = (text: string): number => {
    let depth = 0;
    let deepest = 0;
    for (const character of text) {
        if ('{[('.includes(character)) deepest = Math.max(deepest, ++depth);
        else if ('}])'.includes(character)) depth--;
    }
    return deepest;
};

/** @throws GraphQLError */
const readDocument = (text: string): DocumentNode => {
    if (depthOf(text) > DEEPEST) throw new GraphQLError(`The query is nested deeper than ${DEEPEST} levels`);
    return parse(text, { maxTokens: MOST_TOKENS });
};

/** A mutation with an error, all of it to be undone; its answer is kept. */
class Undone extends Error {
    readonly result: ExecutionResult;
    constructor(result: ExecutionResult) {
        super('undone');
        this.result = result;
    }
}

const operationOf = (document: DocumentNode, name: string | undefined): OperationDefinitionNode | undefined =>
    document.definitions.find(
        (definition): definition is OperationDefinitionNode =>
            definition.kind === Kind.OPERATION_DEFINITION && (name === undefined || definition.name?.value === name)
    );

/** `uiapi(input: { allOrNone: false })`, written out or by a variable; everything or nothing where it is not said. */
const isAllOrNone = (operation: OperationDefinitionNode, variables: Readonly<Record<string, unknown>>): boolean =>
    !operation.selectionSet.selections.some(
        (selection) =>
            selection.kind === Kind.FIELD &&
            selection.arguments?.some(({ value }) => {
                if (value.kind === Kind.VARIABLE) {
                    const given = variables[value.name.value];
                    return isObject(given) && given.allOrNone === false;
                }
                return (
                    value.kind === Kind.OBJECT &&
                    value.fields.some(
                        ({ name, value: flag }) =>
                            name.value === 'allOrNone' &&
                            (flag.kind === Kind.BOOLEAN
                                ? !flag.value
                                : flag.kind === Kind.VARIABLE && variables[flag.name.value] === false)
                    )
                );
            })
    );

/** Schemas are kept as long as what they are made of: one for each kind of user. */
const createSchemas = (): ((tx: Transaction) => GraphQLSchema) => {
    const known = new WeakMap<Schema, Map<string, GraphQLSchema>>();
    return (tx) => {
        const key = tx.user.access.key;
        let schemas = known.get(tx.schema);
        if (!schemas) known.set(tx.schema, (schemas = new Map<string, GraphQLSchema>()));
        let schema = schemas.get(key);
        if (!schema) schemas.set(key, (schema = buildGraphqlSchema(tx)));
        return schema;
    };
};

const createHandler = (): ((call: Call) => ApiResponse) => {
    const schemaOf = createSchemas();
    return (call) => {
        const body = readObject(call.request);
        const text = textOf(body, 'query');
        if (text === undefined) throw new PlatformError('INVALID_INPUT', 'A query string has to be specified');
        const variables = isObject(body.variables) ? body.variables : {};
        const operationName = textOf(body, 'operationName');
        let document: DocumentNode;
        try {
            document = readDocument(text);
        } catch (error) {
            if (error instanceof GraphQLError) return refused([error]);
            throw error;
        }
        const operation = operationOf(document, operationName);
        const run = (tx: Transaction): ExecutionResult | ApiResponse => {
            const schema = schemaOf(tx);
            const errors = validate(schema, document);
            if (errors.length > 0) return refused(errors);
            const contextValue: Context = { call, tx, display: new Display(tx.user) };
            const result = execute({ schema, document, contextValue, variableValues: variables, operationName });
            if (result instanceof Promise) throw new Error('a resolver must not wait');
            const undo =
                operation?.operation === OperationTypeNode.MUTATION &&
                result.errors &&
                isAllOrNone(operation, variables);
            if (undo) throw new Undone({ ...result, data: null });
            return result;
        };
        let result: ExecutionResult | ApiResponse;
        try {
            result = call.transaction(run);
        } catch (error) {
            if (!(error instanceof Undone)) throw error;
            result = error.result;
        }
        if ('status' in result) return result;
        return json(200, { data: result.data ?? null, errors: (result.errors ?? []).map(errorJson) });
    };
};

export const graphqlRoutes: readonly Route[] = [
    { method: 'POST', path: '/services/data/:version/graphql', login: 'any', handle: createHandler() }
];
