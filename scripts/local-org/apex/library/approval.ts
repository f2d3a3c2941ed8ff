import { SObject } from '../../model/index.ts';
import type { ApexList } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { Data, dataType, getters, setters, withProperties } from './dataTypes.ts';
import { idOf, mapOf, need, refused } from './support.ts';

const REQUEST = { comments: 'String', nextApproverIds: 'List<Id>' };
const request = (name: string, types: Readonly<Record<string, string>>): LibraryType => {
    const all = { ...REQUEST, ...types };
    return dataType(`Approval.${name}`, all, {
        ...(name === 'ProcessRequest' ? {} : { extends: 'Approval.ProcessRequest' }),
        more: { ...getters(all), ...setters(all) }
    });
};
const isRequest = (value: unknown): boolean => value instanceof Data && /^Approval\..*Request$/.test(value.typeName);
const recordId = (value: unknown): string => (value instanceof SObject ? idOf(value.id ?? null) : idOf(need(value)));
/** Nothing locks a record here: there are no approval processes. */
const areLocked = (values: ApexList | null): unknown =>
    mapOf(
        'Id',
        'Boolean',
        need(values).items.map((value) => [recordId(value), false] as const)
    );
const isLocked = (value: unknown): boolean => {
    recordId(value);
    return false;
};
const FORMS = [
    ['SObject record', ''],
    ['Id id', ''],
    ['List<SObject> records', 'List'],
    ['List<Id> ids', 'List']
] as const;
const locking = (name: string, result: string): LibraryType['members'] =>
    Object.fromEntries(
        FORMS.flatMap(([parameter, list]) =>
            ['', ', Boolean allOrNothing'].map((option) => [
                `static ${list === '' ? result : `List<${result}>`} ${name}(${parameter}${option})`,
                refused(`Approval.${name}`)
            ])
        )
    );
const approval: LibraryType = {
    name: 'System.Approval',
    kind: 'class',
    members: {
        'static Boolean isLocked(SObject record)': isLocked,
        'static Boolean isLocked(Id id)': isLocked,
        'static Map<Id, Boolean> isLocked(List<SObject> records)': areLocked,
        'static Map<Id, Boolean> isLocked(List<Id> ids)': areLocked,
        ...locking('lock', 'Approval.LockResult'),
        ...locking('unlock', 'Approval.UnlockResult'),
        'static Approval.ProcessResult process(Approval.ProcessRequest request)': refused('Approval.process'),
        'static Approval.ProcessResult process(Approval.ProcessRequest request, Boolean allOrNone)':
            refused('Approval.process'),
        'static List<Approval.ProcessResult> process(List<Approval.ProcessRequest> requests)':
            refused('Approval.process'),
        'static List<Approval.ProcessResult> process(List<Approval.ProcessRequest> requests, Boolean allOrNone)':
            refused('Approval.process')
    }
};

/** What a test makes of JSON; nothing here gives one. */
const processResult: LibraryType = {
    name: 'Approval.ProcessResult',
    kind: 'class',
    is: (value) => value instanceof Data && value.typeName === 'Approval.ProcessResult',
    members: withProperties({
        'List<Id> getActorIds()': (self: Data) => self.get('actorIds'),
        'Id getEntityId()': (self: Data) => self.get('entityId'),
        'List<Database.Error> getErrors()': (self: Data) => self.get('errors'),
        'Id getInstanceId()': (self: Data) => self.get('instanceId'),
        'String getInstanceStatus()': (self: Data) => self.get('instanceStatus'),
        'List<Id> getNewWorkitemIds()': (self: Data) => self.get('newWorkitemIds'),
        'Boolean isSuccess()': (self: Data) => self.get('success')
    })
};

/** Requests as data; approval processes and locks are refused. Source: Apex Reference Guide, Approval Namespace. */
export const approvalTypes: readonly LibraryType[] = [
    approval,
    { ...request('ProcessRequest', {}), is: isRequest },
    request('ProcessSubmitRequest', {
        objectId: 'Id',
        processDefinitionNameOrId: 'String',
        skipEntryCriteria: 'Boolean',
        submitterId: 'Id'
    }),
    request('ProcessWorkitemRequest', { action: 'String', workitemId: 'Id' }),
    processResult
];
