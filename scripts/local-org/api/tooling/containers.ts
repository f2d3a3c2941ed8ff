/**
 * Containers: classes and triggers that are compiled and deployed together, as editors did before the Metadata API was quick enough.
 * Source: Tooling API, "MetadataContainer", "ApexClassMember", "ContainerAsyncRequest".
 */
import { PlatformError, makeId } from '../../model/index.ts';
import type { Id } from '../../model/index.ts';
import type { DeployMessage } from '../../org/deploy/messages.ts';
import type { Org } from '../../org/types.ts';
import type { JsonObject } from '../http.ts';
import type { Call } from '../types.ts';
import { deployUnits, unitOfId } from './apexWrites.ts';
import type { ApexType, ApexUnit } from './apexWrites.ts';
import { dateTimeText } from './dates.ts';
import type { ToolingRow } from './memoryQuery.ts';
import type { Writer } from './writers.ts';

/** Prefixes of their Ids, which are also how they are kept. */
const PREFIXES = {
    MetadataContainer: '1dc',
    ApexClassMember: '400',
    ApexTriggerMember: '401',
    ContainerAsyncRequest: '1dr'
} as const;
type Kind = keyof typeof PREFIXES;
const MEMBERS: Readonly<Record<'ApexClassMember' | 'ApexTriggerMember', ApexType>> = {
    ApexClassMember: 'ApexClass',
    ApexTriggerMember: 'ApexTrigger'
};

type Kept = Readonly<Record<string, unknown>> & { readonly Id: Id };

const folderOf = (kind: Kind): string => `tooling/${kind}/`;
const all = ({ database }: Org, kind: Kind): Kept[] =>
    database.store.keys(folderOf(kind)).flatMap((key) => {
        const bytes = database.store.get(key);
        return bytes ? [JSON.parse(Buffer.from(bytes).toString('utf8')) as Kept] : [];
    });
const keep = (call: Call, kind: Kind, values: Readonly<Record<string, unknown>>, id?: Id): Id => {
    const { store } = call.org.database;
    const now = dateTimeText(Date.now());
    const Id = id ?? makeId(PREFIXES[kind], store.nextNumber(`tooling/${kind}`));
    const created = { CreatedById: call.userId, CreatedDate: now };
    store.set(
        folderOf(kind) + Id,
        Buffer.from(JSON.stringify({ ...created, ...values, Id, LastModifiedDate: now, SystemModstamp: now }))
    );
    return Id;
};
const find = (org: Org, kind: Kind, id: unknown): Kept => {
    const found = all(org, kind).find((one) => typeof id === 'string' && one.Id.slice(0, 15) === id.slice(0, 15));
    if (!found) throw new PlatformError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
    return found;
};

const textIn = (values: JsonObject, name: string): string | undefined => {
    const found = Object.entries(values).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
    return typeof found === 'string' && found !== '' ? found : undefined;
};
const need = (values: JsonObject, name: string): string => {
    const text = textIn(values, name);
    if (text === undefined)
        throw new PlatformError('REQUIRED_FIELD_MISSING', `Required fields are missing: [${name}]`, [name]);
    return text;
};

const createContainer = (call: Call, values: JsonObject): Id => {
    const name = need(values, 'Name');
    const same = all(call.org, 'MetadataContainer').find(({ Name }) => Name === name);
    if (same)
        throw new PlatformError(
            'DUPLICATE_VALUE',
            `duplicate value found: Name duplicates value on record with id: ${same.Id}`,
            ['Name']
        );
    return keep(call, 'MetadataContainer', { Name: name });
};

const removeContainer = (call: Call, id: string): void => {
    const container = find(call.org, 'MetadataContainer', id);
    const { store } = call.org.database;
    for (const kind of ['ApexClassMember', 'ApexTriggerMember'] as const)
        for (const member of all(call.org, kind))
            if (member.MetadataContainerId === container.Id) store.delete(folderOf(kind) + member.Id);
    store.delete(folderOf('MetadataContainer') + container.Id);
};

/** A member is a class that exists, with the text that it shall have. */
const createMember = (call: Call, kind: keyof typeof MEMBERS, values: JsonObject): Id => {
    const container = find(call.org, 'MetadataContainer', need(values, 'MetadataContainerId'));
    const entityId = need(values, 'ContentEntityId');
    const unit = unitOfId(call.org, MEMBERS[kind], entityId);
    if (!unit)
        throw new PlatformError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', ['ContentEntityId']);
    const twin = all(call.org, kind).some(
        (one) => one.MetadataContainerId === container.Id && one.FullName === unit.name
    );
    if (twin)
        throw new PlatformError('DUPLICATE_VALUE', `duplicate value found: ${unit.name} is in the container already`);
    return keep(call, kind, {
        MetadataContainerId: container.Id,
        ContentEntityId: entityId,
        FullName: unit.name,
        Body: need(values, 'Body'),
        LastSyncDate: dateTimeText(Date.now())
    });
};

const messageOf = ({ problemType, problem, lineNumber, columnNumber, ...message }: DeployMessage): JsonObject => ({
    ...message,
    columnNumber: columnNumber ?? null,
    lineNumber: lineNumber ?? null,
    problem: problem ?? null,
    problemType: problemType ?? null
});

/** One class or trigger of a container. @throws PlatformError INVALID_CROSS_REFERENCE_KEY */
const memberOfId = (org: Org, id: string): Kept =>
    find(org, id.startsWith(PREFIXES.ApexTriggerMember) ? 'ApexTriggerMember' : 'ApexClassMember', id);

/** Deploys what is in the container, or one member of it, or only checks it; it is done when the request is answered. */
const createRequest = (call: Call, values: JsonObject): Id => {
    const memberId = textIn(values, 'MetadataContainerMemberId');
    const only = memberId === undefined ? undefined : memberOfId(call.org, memberId);
    const containerId = only ? only.MetadataContainerId : need(values, 'MetadataContainerId');
    const container = find(call.org, 'MetadataContainer', containerId);
    const checkOnly = values.IsCheckOnly === true;
    const units = (['ApexClassMember', 'ApexTriggerMember'] as const).flatMap((kind) =>
        all(call.org, kind)
            .filter(({ MetadataContainerId }) => MetadataContainerId === container.Id)
            .filter((member) => !only || member.Id === only.Id)
            .map((member): ApexUnit => {
                const type = MEMBERS[kind];
                const apiVersion = unitOfId(call.org, type, String(member.ContentEntityId))?.apiVersion;
                return { type, name: String(member.FullName), body: String(member.Body), apiVersion };
            })
    );
    const { status, successes, failures } = deployUnits(call, units, checkOnly);
    return keep(call, 'ContainerAsyncRequest', {
        MetadataContainerId: container.Id,
        MetadataContainerMemberId: only?.Id ?? null,
        IsCheckOnly: checkOnly,
        IsRunTests: false,
        State: status === 'Succeeded' ? 'Completed' : 'Failed',
        ErrorMsg: null,
        DeployDetails: {
            allComponentMessages: [...successes, ...failures].map(messageOf),
            componentFailures: failures.map(messageOf),
            componentSuccesses: successes.map(messageOf),
            runTestResult: null
        }
    });
};

const rowsOf =
    (kind: Kind) =>
    (org: Org): ToolingRow[] =>
        all(org, kind);

export const containerRows = {
    ApexClassMember: rowsOf('ApexClassMember'),
    ApexTriggerMember: rowsOf('ApexTriggerMember'),
    ContainerAsyncRequest: rowsOf('ContainerAsyncRequest'),
    MetadataContainer: rowsOf('MetadataContainer')
};

const memberWriter = (kind: keyof typeof MEMBERS): Writer => ({
    create: (call, values) => createMember(call, kind, values),
    update: (call, id, values) => {
        const { Id: own, ...member } = find(call.org, kind, id);
        keep(call, kind, { ...member, Body: need(values, 'Body') }, own);
    },
    remove: (call, id) => call.org.database.store.delete(folderOf(kind) + find(call.org, kind, id).Id)
});

export const containerWriters: Readonly<Record<string, Writer>> = {
    ApexClassMember: memberWriter('ApexClassMember'),
    ApexTriggerMember: memberWriter('ApexTriggerMember'),
    ContainerAsyncRequest: { create: createRequest },
    MetadataContainer: { create: createContainer, remove: removeContainer }
};
