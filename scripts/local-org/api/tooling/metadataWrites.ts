/** Components made, changed and deleted with their `Metadata`, as single deployments. Source: Tooling API, "CustomField". */
import { membersOf, readDocument } from '../../metadata/index.ts';
import { PlatformError } from '../../model/index.ts';
import type { Id } from '../../model/index.ts';
import { deployedComponents } from '../../org/deploy/plan.ts';
import { idsOfMembers } from '../../org/memberIds.ts';
import type { Org } from '../../org/types.ts';
import { isObject } from '../http.ts';
import type { JsonObject } from '../http.ts';
import { createMetadata, deleteMetadata, updateMetadata } from '../metadata/crud.ts';
import { metadataElements } from '../metadata/metadataJson.ts';
import { membersToXml } from '../soap/envelope.ts';
import type { SoapValue } from '../soap/envelope.ts';
import type { Call } from '../types.ts';
import { METADATA_ROWS } from './metadataRows.ts';
import type { Writer } from './writers.ts';

const documentOf = (operation: string, type: string, fullName: string, metadata: JsonObject): string => {
    const members = membersToXml({ fullName, ...(metadataElements(metadata, type) as Record<string, SoapValue>) });
    return `<${operation} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><metadata xsi:type="${type}">${members}</metadata></${operation}>`;
};

interface Outcome {
    readonly success: boolean;
    readonly errors?: unknown;
}
/** @throws PlatformError with the first reason */
const requireSuccess = (answer: Readonly<Record<string, SoapValue>>): void => {
    const [outcome] = answer.result as unknown as readonly Outcome[];
    if (!outcome || outcome.success) return;
    const [first] = (Array.isArray(outcome.errors) ? outcome.errors : [outcome.errors]) as {
        statusCode: string;
        message: string;
    }[];
    throw new PlatformError(first?.statusCode ?? 'UNKNOWN_EXCEPTION', first?.message ?? '');
};

const metadataIn = (values: JsonObject): JsonObject => {
    if (!isObject(values.Metadata))
        throw new PlatformError('REQUIRED_FIELD_MISSING', 'Required fields are missing: [Metadata]', ['Metadata']);
    return values.Metadata;
};

const idOfMember = (org: Org, type: string, fullName: string): Id => idsOfMembers(org, type, [fullName])[0] ?? '';

/** @throws PlatformError NOT_FOUND */
const fullNameOf = (org: Org, type: string, id: string): string => {
    const names = [...deployedComponents(org).values()]
        .flatMap((component) => membersOf(component))
        .filter((member) => member.type === type)
        .map(({ fullName }) => fullName);
    const ids = idsOfMembers(org, type, names);
    const found = names.find((_name, at) => ids[at]?.slice(0, 15) === id.slice(0, 15));
    if (found === undefined) throw new PlatformError('NOT_FOUND', 'The requested resource does not exist');
    return found;
};

const writerFor = (type: string): Writer => ({
    create: (call: Call, values) => {
        const { FullName: fullName } = values;
        if (typeof fullName !== 'string' || fullName === '')
            throw new PlatformError('REQUIRED_FIELD_MISSING', 'Required fields are missing: [FullName]', ['FullName']);
        const text = documentOf('createMetadata', type, fullName, metadataIn(values));
        requireSuccess(createMetadata(call, readDocument('', text)));
        return idOfMember(call.org, type, fullName);
    },
    update: (call, id, values) => {
        const text = documentOf('updateMetadata', type, fullNameOf(call.org, type, id), metadataIn(values));
        requireSuccess(updateMetadata(call, readDocument('', text)));
    },
    remove: (call, id) => {
        const names = membersToXml({ type, fullNames: fullNameOf(call.org, type, id) });
        requireSuccess(deleteMetadata(call, readDocument('', `<deleteMetadata>${names}</deleteMetadata>`)));
    }
});

export const metadataWriters: Readonly<Record<string, Writer>> = Object.fromEntries(
    METADATA_ROWS.map(([object, type]) => [object, writerFor(type)])
);
