/** The Metadata API's calls for single components: read, create, update, upsert, delete. Each is a deployment of its own. */
import type { ComponentId, XmlElement } from '../../metadata/index.ts';
import { NotSupported, PlatformError } from '../../model/index.ts';
import { deployedComponents } from '../../org/deploy/plan.ts';
import { deployFiles } from '../../org/deploy/run.ts';
import type { DeployMessage } from '../../org/deploy/messages.ts';
import { soapChildren, soapText } from '../soap/envelope.ts';
import type { SoapValue } from '../soap/envelope.ts';
import type { Call } from '../types.ts';
import {
    componentIdOf,
    elementOf,
    filesOf,
    filesWithout,
    isThere,
    recordOf,
    requireDocumentType
} from './crudDocuments.ts';
import { requireDeployer } from './deploys.ts';
import { retrievableComponents } from './platformComponents.ts';

type Result = Readonly<Record<string, SoapValue>>;

/** Source: Metadata API Developer Guide, "createMetadata()": 10 components a call, 200 of CustomMetadata and CustomApplication. */
const MOST = 10;
const MOST_OF: Readonly<Record<string, number>> = { CustomMetadata: 200, CustomApplication: 200 };

const refuseMore = (count: number, type: string): void => {
    const most = MOST_OF[type] ?? MOST;
    if (count > most)
        throw new PlatformError(
            'EXCEEDED_ID_LIMIT',
            `record limit reached. cannot submit more than ${most} records into this call`
        );
};

/** @throws PlatformError INSUFFICIENT_ACCESS */
const asDeployer = (call: Call): void => void call.transaction(requireDeployer);

const fault = (fullName: string, statusCode: string, message: string, fields: readonly string[] = []): Result => ({
    errors: { fields, message, statusCode },
    fullName,
    success: false
});

/** What a failed deployment of one component says of it. */
const faultOfMessages = (fullName: string, failures: readonly DeployMessage[]): Result => ({
    errors: failures.map(({ problem = '' }) => ({ message: problem, statusCode: 'FIELD_INTEGRITY_EXCEPTION' })),
    fullName,
    success: false
});

const noneNamed = ({ type, fullName }: ComponentId): Result =>
    fault(fullName, 'INVALID_CROSS_REFERENCE_KEY', `In field: fullName - no ${type} named ${fullName} found`, [
        'fullName'
    ]);

/** Deploys the files of one component. */
const applied = (call: Call, { fullName }: ComponentId, files: ReadonlyMap<string, Uint8Array>): Result => {
    const options = { checkOnly: false, rollbackOnError: true, by: call.userId };
    const outcome = deployFiles(call.org, files, options, new Date().toISOString());
    return outcome.status === 'Succeeded' ? { fullName, success: true } : faultOfMessages(fullName, outcome.failures);
};

type Rule = (id: ComponentId, exists: boolean) => Result | undefined;

/** Each component of a call on its own: one that fails does not take the others with it. */
const eachSaved = (call: Call, body: XmlElement, refuse: Rule, withCreated: boolean): Result => {
    asDeployer(call);
    const elements = soapChildren(body, 'metadata');
    const ids = elements.map(componentIdOf);
    refuseMore(elements.length, ids[0]?.type ?? '');
    return {
        result: elements.map((element, at): Result => {
            const id = ids[at] as ComponentId;
            const exists = isThere(deployedComponents(call.org), id);
            const result = refuse(id, exists) ?? applied(call, id, filesOf(id, element));
            return withCreated ? { created: result.success === true && !exists, ...result } : result;
        })
    };
};

/** Source: Metadata API Developer Guide, "createMetadata()". */
export const createMetadata = (call: Call, body: XmlElement): Result =>
    eachSaved(
        call,
        body,
        ({ type, fullName }, exists) =>
            exists
                ? fault(fullName, 'DUPLICATE_DEVELOPER_NAME', `There is already a ${type} named ${fullName}.`, [
                      'fullName'
                  ])
                : undefined,
        false
    );

/** Source: Metadata API Developer Guide, "updateMetadata()". */
export const updateMetadata = (call: Call, body: XmlElement): Result =>
    eachSaved(call, body, (id, exists) => (exists ? undefined : noneNamed(id)), false);

/** Source: Metadata API Developer Guide, "upsertMetadata()". */
export const upsertMetadata = (call: Call, body: XmlElement): Result => eachSaved(call, body, () => undefined, true);

const namedIn = (body: XmlElement): ComponentId[] => {
    const type = requireDocumentType(soapText(body, 'type') ?? soapText(body, 'metadataType') ?? '');
    const names = soapChildren(body, 'fullNames').map(({ text }) => text);
    refuseMore(names.length, type);
    return names.map((fullName) => ({ type, fullName }));
};

/** One record for each name, in their order; nil where there is none. Source: Metadata API Developer Guide, "readMetadata()". */
export const readMetadata = (call: Call, body: XmlElement): Result => {
    asDeployer(call);
    const ids = namedIn(body);
    const components = retrievableComponents(call.org);
    return { result: { records: ids.map((id) => recordOf(components, id)) } };
};

/** Source: Metadata API Developer Guide, "deleteMetadata()". */
export const deleteMetadata = (call: Call, body: XmlElement): Result => {
    asDeployer(call);
    return {
        result: namedIn(body).map((id) =>
            isThere(deployedComponents(call.org), id) ? applied(call, id, filesWithout(id)) : noneNamed(id)
        )
    };
};

/** What holds records, or values of them: a new name would be a new thing without them. */
const WITH_DATA: ReadonlySet<string> = new Set(['CustomField', 'CustomObject']);

/**
 * One component under a new name: the old one goes as the new one comes.
 * Source: Metadata API Developer Guide, "renameMetadata()".
 * @throws NotSupported for objects and fields, whose records would have to move
 */
export const renameMetadata = (call: Call, body: XmlElement): Result => {
    asDeployer(call);
    const type = requireDocumentType(soapText(body, 'type') ?? '');
    if (WITH_DATA.has(type)) throw new NotSupported(`renameMetadata of ${type}`);
    const old = { type, fullName: soapText(body, 'oldFullName') ?? '' };
    const id = { type, fullName: soapText(body, 'newFullName') ?? '' };
    const components = retrievableComponents(call.org);
    const element = isThere(deployedComponents(call.org), old) ? elementOf(components, old) : undefined;
    if (!element) return { result: noneNamed(old) };
    if (isThere(components, id))
        return {
            result: fault(id.fullName, 'DUPLICATE_DEVELOPER_NAME', `There is already a ${type} named ${id.fullName}.`, [
                'fullName'
            ])
        };
    const files = new Map([...filesWithout(old), ...filesOf(id, element)]);
    return { result: applied(call, id, files) };
};
