/** `AccountCreate`, `AccountUpdate`, `AccountDelete`. Source: GraphQL API Developer Guide, "Mutations". */
import { GraphQLID, GraphQLInputObjectType, GraphQLNonNull, GraphQLObjectType } from 'graphql';
import type { GraphQLFieldConfig, GraphQLInputFieldConfig, GraphQLResolveInfo } from 'graphql';
import { PlatformError } from '../../model/index.ts';
import type { Id, ObjectDef } from '../../model/index.ts';
import type { Transaction } from '../../database/types.ts';
import { isObject } from '../http.ts';
import type { JsonObject } from '../http.ts';
import { idOf, saveOne } from '../records.ts';
import { clientQuery } from '../queries.ts';
import { inSavepoint } from '../router.ts';
import { deleteOne } from '../rest/sobjects.ts';
import { selectPaths } from './connections.ts';
import type { Args } from './connections.ts';
import { RowSet } from './context.ts';
import type { Context, NodeSource } from './context.ts';
import { fieldsUnder, named } from './selection.ts';
import { kindOf } from './values.ts';
import type { ValueTypes } from './values.ts';

type Field = GraphQLFieldConfig<unknown, Context>;

const inputOf = (args: Args): JsonObject => (isObject(args.input) ? args.input : {});

/** The saved record with the fields that the document asks for. */
const recordOf = ({ call, tx }: Context, object: ObjectDef, id: Id, info: GraphQLResolveInfo): NodeSource => {
    const fields = fieldsUnder(named(fieldsUnder(info.fieldNodes, info), 'Record'), info);
    const paths = [...new Set(['Id', ...selectPaths(tx, object, fields, info)])];
    const query = call.org.database.soql.parse(`SELECT ${paths.join(', ')} FROM ${object.name} WHERE Id = :id`);
    const { rows } = clientQuery(call.org, tx, query, [id]);
    const [row] = rows;
    if (!row) throw new PlatformError('NOT_FOUND', 'The saved record is not visible to its user');
    return { row, set: new RowSet(object, rows) };
};

/** The changes that a user may make, by name. */
export const mutationFields = (
    objects: readonly ObjectDef[],
    tx: Transaction,
    nodeOf: (object: ObjectDef) => GraphQLObjectType<NodeSource, Context>,
    values: ValueTypes
): Record<string, Field> => {
    const gone = new GraphQLObjectType<{ Id: Id }, Context>({
        name: 'RecordDeletePayload',
        fields: { Id: { type: GraphQLID } }
    });
    const goneInput = new GraphQLInputObjectType({
        name: 'RecordDeleteInput',
        fields: { Id: { type: new GraphQLNonNull(GraphQLID) } }
    });
    const fields: Record<string, Field> = {};
    for (const object of objects) {
        if (object.readOnly) continue;
        const rights = tx.user.access.object(object);
        if (rights.create) Object.assign(fields, saveField(object, 'Create', tx, nodeOf, values));
        if (rights.edit) Object.assign(fields, saveField(object, 'Update', tx, nodeOf, values));
        if (rights.delete)
            fields[`${object.name}Delete`] = {
                type: gone,
                args: { input: { type: new GraphQLNonNull(goneInput) } },
                resolve: (_source, args: Args, { call, tx: running }) => {
                    const id = idOf(object, String(inputOf(args).Id));
                    inSavepoint(running, (inner) => deleteOne(call, inner, object, id));
                    return { Id: id };
                }
            };
    }
    return fields;
};

const saveField = (
    object: ObjectDef,
    what: 'Create' | 'Update',
    tx: Transaction,
    nodeOf: (object: ObjectDef) => GraphQLObjectType<NodeSource, Context>,
    values: ValueTypes
): Record<string, Field> => {
    const members = object.fields.flatMap((field): [string, GraphQLInputFieldConfig][] => {
        const kind = kindOf(field);
        const can = what === 'Create' ? field.can.create : field.can.update;
        return kind !== undefined && can && tx.user.access.field(field).edit
            ? [[field.name, { type: values.scalar(kind) }]]
            : [];
    });
    if (members.length === 0) return {};
    const representation = new GraphQLInputObjectType({
        name: `${object.name}${what}Representation`,
        fields: Object.fromEntries(members)
    });
    const input = new GraphQLInputObjectType({
        name: `${object.name}${what}Input`,
        fields: {
            ...(what === 'Update' ? { Id: { type: new GraphQLNonNull(GraphQLID) } } : {}),
            [object.name]: { type: new GraphQLNonNull(representation) }
        }
    });
    const payload = new GraphQLObjectType<{ Record: NodeSource }, Context>({
        name: `${object.name}${what}Payload`,
        fields: () => ({ Record: { type: nodeOf(object) } })
    });
    const save: Field = {
        type: payload,
        args: { input: { type: new GraphQLNonNull(input) } },
        resolve: (_source, args: Args, context, info) => {
            const given = inputOf(args);
            const source = given[object.name];
            const id = what === 'Update' ? idOf(object, String(given.Id)) : undefined;
            const saved = inSavepoint(context.tx, (inner) =>
                saveOne(
                    context.call.org,
                    inner,
                    what === 'Create' ? 'insert' : 'update',
                    object,
                    isObject(source) ? source : {},
                    id
                )
            );
            return { Record: recordOf(context, object, saved.id ?? id ?? '', info) };
        }
    };
    return { [`${object.name}${what}`]: save };
};
