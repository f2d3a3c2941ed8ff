/** `describeValueType`: which fields a type of metadata has. Source: Metadata API Developer Guide, "describeValueType()". */
import { METADATA_ELEMENTS, METADATA_ENUMERATIONS, TYPE_PLACES, holderOf } from '../../metadata/index.ts';
import type { XmlElement } from '../../metadata/index.ts';
import { PlatformError } from '../../model/index.ts';
import { soapText } from '../soap/envelope.ts';
import type { SoapValue } from '../soap/envelope.ts';
import type { Call } from '../types.ts';
import { requireDeployer } from './deploys.ts';

type Result = Readonly<Record<string, SoapValue>>;

const SOAP_TYPES: Readonly<Record<string, string>> = {
    text: 'string',
    boolean: 'boolean',
    int: 'int',
    number: 'double',
    xml: 'anyType',
    any: 'anyType'
};

/** @param within the types that this one is nested in: one that holds itself is told once */
const fieldsOf = (type: string, within: ReadonlySet<string>): Result[] =>
    [...(METADATA_ELEMENTS.get(type) ?? [])].map(([name, { kind }]): Result => {
        const enumeration = METADATA_ENUMERATIONS[`${type}.${name}`];
        const isNested = METADATA_ELEMENTS.has(kind);
        return {
            fields: isNested && !within.has(kind) ? fieldsOf(kind, new Set([...within, kind])) : [],
            isForeignKey: false,
            isNameField: name === 'fullName',
            minOccurs: 0,
            name,
            picklistValues: (enumeration?.[1] ?? []).map((value) => ({
                active: true,
                defaultValue: false,
                label: value,
                value
            })),
            soapType: enumeration?.[0] ?? SOAP_TYPES[kind] ?? kind,
            valueRequired: name === 'fullName'
        };
    });

/** @throws PlatformError INVALID_TYPE where the type does not exist */
export const describeValueType = (call: Call, body: XmlElement): Result => {
    call.transaction(requireDeployer);
    const asked = soapText(body, 'type') ?? '';
    const type = /^\{http:\/\/soap\.sforce\.com\/2006\/04\/metadata\}(\w+)$/.exec(asked)?.[1];
    if (type === undefined || !METADATA_ELEMENTS.has(type))
        throw new PlatformError('INVALID_TYPE', `Unknown type: ${asked.slice(0, 120)}`);
    const place = TYPE_PLACES.get(holderOf({ type, fullName: 'x.x' }).type);
    const single = place !== undefined && !place.hasContent;
    const fields = fieldsOf(type, new Set([type]));
    const named: Result = {
        fields: [],
        isForeignKey: false,
        isNameField: true,
        minOccurs: 0,
        name: 'fullName',
        picklistValues: [],
        soapType: 'string',
        valueRequired: true
    };
    return {
        result: {
            apiCreatable: single,
            apiDeletable: single,
            apiReadable: single,
            apiUpdatable: single,
            valueTypeFields: fields.some(({ name }) => name === 'fullName') || !single ? fields : [named, ...fields]
        }
    };
};
