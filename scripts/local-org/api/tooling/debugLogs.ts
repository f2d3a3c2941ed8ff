/** Debug logs, their levels and the flags that ask for them. Source: Tooling API, "ApexLog", "DebugLevel", "TraceFlag". */
import { parseId } from '../../model/index.ts';
import type { Transaction } from '../../database/types.ts';
import { logBody } from '../../org/debugLogs/index.ts';
import { debugLevels, dropLevelOrFlag, saveDebugLevel, saveTraceFlag, traceFlags } from '../../org/debugLogs/levels.ts';
import type { DebugLevel } from '../../org/debugLogs/levels.ts';
import type { Org } from '../../org/types.ts';
import { notFound } from '../http.ts';
import { idOf, visibleObject } from '../records.ts';
import { deleteOne, fetchRecord } from '../rest/sobjects.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { dateTimeText } from './dates.ts';
import type { ToolingRow } from './memoryQuery.ts';
import type { Writer } from './writers.ts';

const levelRow = (level: DebugLevel): ToolingRow => ({ ...level });

export const debugLevelRows = (org: Org): ToolingRow[] => debugLevels(org.database).map(levelRow);

/** What a traced user, class or trigger is called. */
const entityName = (tx: Transaction, id: string): string | null => {
    const object = tx.schema.objectOf(id);
    const name = object && tx.systemRows.find(object.name, 'Id', id)?.get('Name');
    return typeof name === 'string' ? name : null;
};

export const traceFlagRows = (org: Org, tx: Transaction): ToolingRow[] => {
    const levels = new Map(debugLevels(org.database).map((level) => [level.Id, level]));
    return traceFlags(org.database).map((flag) => {
        const { Id, DeveloperName, MasterLabel, Language, ...categories } = levels.get(flag.DebugLevelId) ?? {};
        return {
            ...flag,
            ...categories,
            StartDate: dateTimeText(flag.StartDate),
            ExpirationDate: dateTimeText(flag.ExpirationDate),
            CreatedDate: dateTimeText(flag.CreatedDate),
            DebugLevel: {
                attributes: { type: 'DebugLevel' },
                Id,
                DeveloperName,
                MasterLabel,
                Language,
                ...categories
            },
            TracedEntity: {
                attributes: { type: 'Name' },
                Id: flag.TracedEntityId,
                Name: entityName(tx, flag.TracedEntityId)
            }
        };
    });
};

const remove = (call: Call, id: string): void => call.transaction(() => dropLevelOrFlag(call.org.database, id));

export const debugLogWriters: Readonly<Record<string, Writer>> = {
    DebugLevel: {
        create: (call, values) => call.transaction(() => saveDebugLevel(call.org.database, values).Id),
        update: (call, id, values) => void call.transaction(() => saveDebugLevel(call.org.database, values, id)),
        remove
    },
    TraceFlag: {
        create: (call, values) =>
            call.transaction((tx) => saveTraceFlag(call.org.database, values, call.userId, tx.now.ms).Id),
        update: (call, id, values) =>
            void call.transaction((tx) => saveTraceFlag(call.org.database, values, call.userId, tx.now.ms, id)),
        remove
    },
    ApexLog: {
        remove: (call, id) =>
            call.transaction((tx) => {
                const object = visibleObject(tx, 'ApexLog');
                deleteOne(call, tx, object, idOf(object, id));
            })
    }
};

/** The text of a log, for who may see its row. */
const body = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const object = visibleObject(tx, 'ApexLog');
        const id = idOf(object, call.parameters.id ?? '');
        fetchRecord(call, tx, object, id, ['Id']);
        const text = logBody(call.org.database, parseId(id));
        if (text === undefined) throw notFound();
        return { status: 200, headers: { 'content-type': 'text/plain;charset=UTF-8' }, body: text };
    });

export const debugLogRoutes: readonly Route[] = ['/services/data/:version/tooling', '/services/data/:version'].map(
    (base) => ({ method: 'GET', path: `${base}/sobjects/ApexLog/:id/Body`, login: 'token', handle: body })
);
