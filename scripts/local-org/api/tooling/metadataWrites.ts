/** Fields, objects and rules made, changed and deleted with their `Metadata`, as single deployments. Source: Tooling API, "CustomField". */
import { membersOf, readDocument } from '../../metadata/index.ts';
import { PlatformError } from '../../model/index.ts';
import type { Id } from '../../model/index.ts';
import { deployedComponents } from '../../org/deploy/plan.ts';
import { idsOfMembers } from '../../org/memberIds.ts';
import type { Org } from '../../org/types.ts';
import { isObject } from '../http.ts';
import type { JsonObject } from '../http.ts';
import { createMetadata, deleteMetadata, updateMetadata } from '../metadata/crud.ts';
import { membersToXml } from '../soap/envelope.ts';
import type { SoapValue } from '../soap/envelope.ts';
import type { Call } from '../types.ts';
import type { Writer } from './writers.ts';

/** Types that have rows here. */
const TYPES = ['CustomField', 'CustomObject', 'FlexiPage', 'ValidationRule'] as const;
type Type = (typeof TYPES)[number];

/** JSON as metadata has it: what is null is not there. */
const withoutNulls = (value: unknown): SoapValue => {
    if (Array.isArray(value)) return value.map(withoutNulls);
    if (!isObject(value)) return value as SoapValue;
    const entries = Object.entries(value).filter(([, member]) => member !== null);
    return Object.fromEntries(entries.map(([name, member]) => [name, withoutNulls(member)]));
};

const NAME = /^[A-Za-z]\w*$/;
/** Names of elements come from a client: they must be names. @throws PlatformError JSON_PARSER_ERROR */
const checkNames = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(checkNames);
    if (!isObject(value)) return;
    for (const [name, member] of Object.entries(value)) {
        if (!NAME.test(name)) throw new PlatformError('JSON_PARSER_ERROR', `Unrecognized field "${name.slice(0, 80)}"`);
        checkNames(member);
    }
};

const documentOf = (operation: string, type: Type, fullName: string, metadata: JsonObject): string => {
    checkNames(metadata);
    const members = membersToXml({ fullName, ...(withoutNulls(metadata) as Record<string, SoapValue>) });
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

const idOfMember = (org: Org, type: Type, fullName: string): Id => idsOfMembers(org, type, [fullName])[0] ?? '';

/** @throws PlatformError NOT_FOUND */
const fullNameOf = (org: Org, type: Type, id: string): string => {
    const names = [...deployedComponents(org).values()]
        .flatMap((component) => membersOf(component))
        .filter((member) => member.type === type)
        .map(({ fullName }) => fullName);
    const ids = idsOfMembers(org, type, names);
    const found = names.find((_name, at) => ids[at]?.slice(0, 15) === id.slice(0, 15));
    if (found === undefined) throw new PlatformError('NOT_FOUND', 'The requested resource does not exist');
    return found;
};

const writerFor = (type: Type): Writer => ({
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
    TYPES.map((type) => [type, writerFor(type)])
);
