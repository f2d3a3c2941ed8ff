/** What quick actions begin with and save. Source: REST API Developer Guide, "sObject Quick Actions"; Salesforce Help, "Predefined Field Values". */
import { compileFormula, pathName } from '../../formula/index.ts';
import { NotSupported, PlatformError } from '../../model/index.ts';
import type { FieldDef, ObjectDef, SObject, Scalar } from '../../model/index.ts';
import type { Transaction } from '../../database/types.ts';
import type { QuickActionDef, QuickActionForm, QuickActionPreset } from '../../metadata/types.ts';
import type { Org } from '../../org/types.ts';
import { SYSTEM_MODE } from '../../security/types.ts';
import { isObject, readObject, textOf } from '../http.ts';
import { saveOne } from '../records.ts';
import type { Call } from '../types.ts';
import { fetchRows, missing, objectOfRecord } from '../ui/record.ts';
import { emptyTree } from '../ui/fields.ts';
import { toJson } from '../values.ts';

type Values = Readonly<Record<string, unknown>>;

const NUMBERS: ReadonlySet<string> = new Set(['number', 'currency', 'percent', 'integer', 'double', 'long']);

const literal = ({ type }: FieldDef, text: string): unknown => {
    if (type === 'boolean') return text.toLowerCase() === 'true';
    return NUMBERS.has(type) && text !== '' ? Number(text) : text;
};

/** Formulas read the record whether or not the user may see its fields, as formula fields do. */
const evaluate = (
    org: Org,
    tx: Transaction,
    source: Extract<QuickActionPreset, { formula: unknown }>['formula'],
    object: ObjectDef,
    contextId: string | undefined
): Scalar => {
    const formula = compileFormula(source, object, tx.schema, 'action');
    if ('problem' in formula) throw new NotSupported(formula.problem);
    const paths = formula.inputs.map(pathName);
    const { soql, records } = org.database;
    const query = `SELECT ${[...new Set(['Id', ...paths])].join(', ')} FROM ${object.name} WHERE Id = :id`;
    const [row] =
        paths.length > 0 && contextId !== undefined
            ? soql.query(tx, soql.parse(query), [contextId], SYSTEM_MODE).rows
            : [];
    const inputs = formula.inputs.map((path, index): Scalar => {
        const names = (paths[index] ?? '').split('.');
        const holder = names.slice(0, -1).reduce<SObject | null | undefined>((at, name) => at?.parent(name), row);
        const last = path.at(-1);
        return (last && holder?.get(last.name)) ?? null;
    });
    return records.evaluateWith(tx, formula, inputs);
};

/** What a call that is logged begins with. Source: Salesforce Help, "Log a Call". */
const LOGGED_CALL: Values = { Subject: 'Call', Status: 'Completed', TaskSubtype: 'Call' };

const formOf = (action: QuickActionDef): QuickActionForm => {
    if (action.form) return action.form;
    throw new NotSupported(`running a quick action of type ${action.type} by the REST API`);
};

/** The look-up of the new record to the one that the action was pressed on. */
const relation = (form: QuickActionForm, context: ObjectDef): string | undefined => {
    if (form.parentField !== undefined) return form.parentField;
    if (form.target !== 'Task' && form.target !== 'Event') return undefined;
    return context.name === 'Contact' || context.name === 'Lead' ? 'WhoId' : 'WhatId';
};

/**
 * The values that an action's form begins with.
 * @param contextId the record it is pressed on; without one only what needs none is told
 * @throws PlatformError NOT_FOUND where the record is not there for this user, NotSupported for an action without a form
 */
export const actionDefaults = (
    { org }: Pick<Call, 'org'>,
    tx: Transaction,
    action: QuickActionDef,
    contextId: string | undefined
): Values => {
    const form = formOf(action);
    const target = tx.schema.object(form.target);
    const context = contextId === undefined ? undefined : objectOfRecord(tx, contextId);
    if (context && fetchRows(org, tx, emptyTree(context.object), [context.id]).length === 0) throw missing();
    const parent = context && action.type !== 'Update' ? relation(form, context.object) : undefined;
    const values: Record<string, unknown> = {
        ...(action.type === 'LogACall' ? LOGGED_CALL : {}),
        ...(parent === undefined ? {} : { [parent]: context?.id })
    };
    const object = tx.schema.object(action.object ?? form.target);
    for (const preset of form.presets) {
        const field = target?.field(preset.field);
        if (!field || !object) continue;
        values[preset.field] =
            'formula' in preset
                ? toJson(evaluate(org, tx, preset.formula, object, context?.id))
                : literal(field, preset.value);
    }
    return values;
};

/**
 * Runs an action: saves its defaults with the record of the request over them, as one transaction.
 * @throws PlatformError, SaveFailure
 */
export const runAction = (call: Call, tx: Transaction, action: QuickActionDef): Values => {
    const form = formOf(action);
    const body = readObject(call.request);
    const contextId = textOf(body, 'contextId') ?? textOf(body, 'parentId');
    const isUpdate = action.type === 'Update';
    if (isUpdate && contextId === undefined)
        throw new PlatformError('REQUIRED_FIELD_MISSING', 'contextId is required for an action that updates a record');
    const given = isObject(body.record) ? body.record : {};
    const target = tx.schema.object(form.target);
    if (!target) throw missing();
    const values = { ...actionDefaults(call, tx, action, contextId), ...given };
    const { id } = saveOne(
        call.org,
        tx,
        isUpdate ? 'update' : 'insert',
        target,
        values,
        isUpdate && contextId !== undefined ? objectOfRecord(tx, contextId).id : undefined
    );
    return {
        contextId: contextId ?? null,
        created: !isUpdate,
        errors: [],
        feedItemIds: null,
        ids: [id],
        success: true,
        successMessage: form.message ?? null
    };
};
