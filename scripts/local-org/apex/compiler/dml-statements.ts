/** `insert`, `update`, `upsert`, `delete`, `undelete` and `merge` as statements. */
import type { ApexType } from '../runtime/types.ts';
import type { DmlStatement, Position } from './ast.ts';
import type { FunctionContext } from './context.ts';
import { expression } from './expressions.ts';
import { isLacking } from './lacking.ts';
import { literal } from './mangle.ts';
import { modeOf } from './modes.ts';
import { fault, single } from './typed.ts';

export const dml = (context: FunctionContext, node: DmlStatement): void => {
    const { table, unit } = context;
    const value =
        node.operation === 'merge' ? single(expression(context, node.value)) : expression(context, node.value);
    const record = recordType(value.type);
    const lacking = [value.type, value.type.arguments[0]].find((type) => isLacking(type));
    if (lacking) fault(`DML operation ${node.operation.toUpperCase()} not allowed on ${lacking.name}`, node.at);
    if (!record) fault(`DML requires SObject or SObject list type: ${value.type.name}`, node.at);
    if (record?.object?.kind === 'customMetadata' || record?.library?.name === 'System.AggregateResult')
        fault(`DML operation ${node.operation.toUpperCase()} not allowed on ${record.name}`, node.at);
    const mode = modeOf(context, node.access);
    if (node.operation === 'merge') {
        const other = expression(context, node.other ?? node.value);
        checkMerge(record, recordType(other.type), node.at);
        unit.writer.add(`$merge(${value.js},${other.js},${mode});`);
        return;
    }
    let key = '';
    if (node.externalId) {
        const name = node.externalId[node.externalId.length - 1] ?? '';
        if (!record?.object) fault('Upsert with a field specification requires a concrete SObject type', node.at);
        const field = record?.object?.field(name);
        if (!field || (field.name !== 'Id' && !field.externalId))
            return fault(
                `Invalid field for upsert, must be an External Id custom or standard indexed field: ${name}`,
                node.at
            );
        if (field.name !== 'Id') key = `,${literal(field.name)}`;
    }
    table.recorder?.usesObject((record?.name ?? '').toLowerCase());
    unit.writer.add(`$dml("${node.operation}",${value.js},${mode}${key});`);
};

/** Source: Apex Developer Guide, "Merging Records": accounts, contacts, leads and cases; SOAP API Developer Guide, merge(), also individuals. */
const MERGED: ReadonlySet<string> = new Set(['Account', 'Contact', 'Lead', 'Case', 'Individual']);

const checkMerge = (record: ApexType | undefined, other: ApexType | undefined, at: Position): void => {
    if (!record?.object) fault(`Merge requires a concrete SObject type: ${record?.name ?? 'SObject'}`, at);
    if (record?.object && !MERGED.has(record.name)) fault(`Specified type ${record.name} cannot be merged`, at);
    if (other?.object && other.object !== record?.object) fault('Invalid type for duplicate records', at);
};

const recordType = (type: ApexType): ApexType | undefined => {
    const record = type.kind === 'list' ? type.arguments[0] : type;
    return record?.kind === 'sobject' ? record : undefined;
};
