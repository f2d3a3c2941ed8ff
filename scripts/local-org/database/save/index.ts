/** The save pipeline. */
import { SObject } from '../../model/index.ts';
import type { SqliteStorage } from '../storage/storage.ts';
import type { Records, Triggers } from '../types.ts';
import { defaultValues } from './defaults.ts';
import { setCreatedDate } from './createdDate.ts';
import { findDuplicates } from './duplicates.ts';
import { deliverEvents } from './events.ts';
import { noteDeploy, settleRules } from './sharing/pending.ts';
import { convertLeads } from './leads.ts';
import { tableFor } from '../storage/tables.ts';
import { FormulaReader } from './formulas.ts';
import { saveStatement } from './statement.ts';

export { eventsAfter, keepEvents, newestReplayId } from './eventLog.ts';

export { AUTOMATED_PROCESS } from './events.ts';
export { noteDeploy };

/** `Records` over an open database; without triggers until `attach`. */
export const createRecords = (storage: SqliteStorage): Records => {
    let triggers: Triggers | undefined;
    storage.onCommit((tx) => settleRules(storage, tx));
    return {
        save: (tx, request) => saveStatement(storage, triggers, tx, request),
        convertLeads(tx, leads, options) {
            if (options.source === 'apex') {
                tx.limits.spend('dmlStatements', 1);
                tx.limits.spend('dmlRows', leads.length);
            }
            return convertLeads({ storage, tx, triggers, ...options }, leads);
        },
        findDuplicates: (tx, object, records) => findDuplicates({ storage, tx }, object, records),
        setCreatedDate: (tx, id, created) => setCreatedDate(storage, tx, id, created),
        deliver: (tx, job) => deliverEvents(storage, triggers, tx, job),
        attach(next) {
            triggers = next;
        },
        defaults(tx, object) {
            const record = new SObject(object);
            for (const [field, value] of defaultValues(storage, tx, object))
                // A new setting is nobody's until it is saved.
                if (field.can.create && field.name !== 'SetupOwnerId') record.set(field, value);
            return record;
        },
        evaluate: (tx, formula, record) =>
            new FormulaReader(storage, tx, record.id === undefined).evaluate(formula, record),
        evaluateWith: (tx, formula, inputs) => formula.evaluate(inputs, storage.formulaContext(tx, false)),
        empty: (tx, ids) =>
            ids.map((id) => {
                const object = tx.schema.objectOf(id);
                return object !== undefined && tableFor(storage.generation, object).purge(id);
            })
    };
};
