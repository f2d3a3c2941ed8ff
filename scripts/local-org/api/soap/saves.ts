/** Calls that change records. Each is one transaction, and what the collections of the REST API make of it. */
import { PlatformError, SObject, requireField, tryParseId } from '../../model/index.ts';
import type { Id, SaveError } from '../../model/index.ts';
import type { LeadConversion, SaveResult, Transaction } from '../../database/types.ts';
import { bodyText } from '../http.ts';
import { clientSave, objectOfType, visibleObject } from '../records.ts';
import { fromJson } from '../values.ts';
import type { Call } from '../types.ts';
import { soapChild, soapChildren, soapFlag, soapText } from './envelope.ts';
import type { SoapValue } from './envelope.ts';
import { readSObject } from './sobjects.ts';
import type { SentRecord } from './sobjects.ts';
import type { SoapRequest } from './types.ts';

const LARGEST = 200;

const checkCount = (count: number): void => {
    if (count > LARGEST)
        throw new PlatformError(
            'EXCEEDED_ID_LIMIT',
            `record limit reached. cannot submit more than ${LARGEST} records in this call`
        );
};

const errorOf = ({ statusCode, message, fields }: SaveError): SoapValue => ({ fields, message, statusCode });

interface ResultJson {
    readonly id?: string;
    readonly success: boolean;
    readonly created?: boolean;
    readonly errors: readonly SaveError[];
}

/** Members stand in the order of the WSDL. */
const resultOf = ({ id, success, created, errors }: ResultJson, withCreated = false): SoapValue => ({
    ...(withCreated ? { created: created ?? false } : {}),
    errors: errors.map(errorOf),
    id: id ?? null,
    success
});

/** Hands records to the collections of the REST API. @throws PlatformError with what those answer where they take none of them */
const collection = (
    { call, soap }: SoapRequest,
    method: 'POST' | 'PATCH' | 'DELETE',
    address: string,
    body: unknown,
    query = ''
): readonly ResultJson[] => {
    const allowsDuplicates = soapFlag(soapChild(soap.header, 'DuplicateRuleHeader'), 'allowSave') === true;
    const answer = call.dispatch({
        method,
        path: `${call.base}/composite/sobjects${address}`,
        query,
        headers: allowsDuplicates ? { 'sforce-duplicate-rule-header': 'allowSave=true' } : {},
        body: body === undefined ? '' : JSON.stringify(body)
    });
    const read = JSON.parse(bodyText(answer)) as ResultJson[] | { errorCode: string; message: string }[];
    const [first] = read;
    if (answer.status >= 400 && first && 'errorCode' in first) throw new PlatformError(first.errorCode, first.message);
    return read as ResultJson[];
};

const allOrNone = ({ soap }: SoapRequest): boolean =>
    soapFlag(soapChild(soap.header, 'AllOrNoneHeader'), 'allOrNone') === true;

const sentRecords = ({ soap, api }: SoapRequest): SentRecord[] => {
    const elements = soapChildren(soap.body, 'sObjects');
    checkCount(elements.length);
    return elements.map((element) => readSObject(element, api));
};

const idsOf = ({ soap }: SoapRequest, name = 'ids'): string[] => {
    const ids = soapChildren(soap.body, name).map(({ text }) => text);
    checkCount(ids.length);
    return ids;
};

export const create = (request: SoapRequest): SoapValue => {
    const records = sentRecords(request).map(({ values }) => values);
    if (records.length === 0) return [];
    return collection(request, 'POST', '', { allOrNone: allOrNone(request), records }).map((row) => resultOf(row));
};

export const update = (request: SoapRequest): SoapValue => {
    const records = sentRecords(request).map(({ values }) => values);
    if (records.length === 0) return [];
    return collection(request, 'PATCH', '', { allOrNone: allOrNone(request), records }).map((row) => resultOf(row));
};

/** Runs of records of one object; each is an upsert of its own. */
export const upsert = (request: SoapRequest): SoapValue => {
    const field = soapText(request.soap.body, 'externalIDFieldName') ?? 'Id';
    const runs: SentRecord[][] = [];
    for (const record of sentRecords(request)) {
        const last = runs.at(-1);
        if (last?.[0]?.type === record.type) last.push(record);
        else runs.push([record]);
    }
    return runs.flatMap((run) => {
        const body = { allOrNone: allOrNone(request), records: run.map(({ values }) => values) };
        const address = `/${encodeURIComponent(run[0]?.type ?? '')}/${encodeURIComponent(field)}`;
        return collection(request, 'PATCH', address, body).map((row) => resultOf(row, true));
    });
};

export const remove = (request: SoapRequest): SoapValue => {
    const ids = idsOf(request);
    if (ids.length === 0) return [];
    const query = new URLSearchParams({ ids: ids.join(','), allOrNone: String(allOrNone(request)) }).toString();
    return collection(request, 'DELETE', '', undefined, query).map((row) => resultOf(row));
};

const malformed = (text: string): SaveError => ({
    statusCode: 'MALFORMED_ID',
    message: `malformed id ${text}`,
    fields: []
});

/** A record with nothing but its Id; undefined where this user knows none of its object. */
const recordOf = (tx: Transaction, text: string): SObject | undefined => {
    const id = tryParseId(text);
    const object = id === undefined ? undefined : tx.schema.objectOf(id);
    if (id === undefined || !object || !tx.user.access.object(object).read) return undefined;
    const record = new SObject(object);
    record.id = id;
    return record;
};

const failed = (error: SaveError): SaveResult => ({ success: false, created: false, errors: [error] });

export const undelete = (request: SoapRequest): SoapValue => {
    const ids = idsOf(request);
    const { call } = request;
    return call.transaction((tx) =>
        ids.map((text) => {
            const record = recordOf(tx, text);
            const [result] = record
                ? call.org.database.records.save(tx, {
                      operation: 'undelete',
                      records: [record],
                      allOrNone: false,
                      ...clientSave(call.request)
                  })
                : [failed(malformed(text))];
            return resultOf({ ...(result ?? failed(malformed(text))), ...(record?.id ? { id: record.id } : {}) });
        })
    );
};

export const emptyRecycleBin = (request: SoapRequest): SoapValue => {
    const ids = idsOf(request);
    return request.call.transaction((tx) => {
        const known = ids.map((text) => recordOf(tx, text)?.id);
        const emptied = request.call.org.database.records.empty(
            tx,
            known.filter((id) => id !== undefined)
        );
        let at = 0;
        return known.map((id, index) => {
            const success = id !== undefined && emptied[at++] === true;
            const error =
                id === undefined
                    ? malformed(ids[index] ?? '')
                    : { statusCode: 'INVALID_ID_FIELD', message: 'entity is not in the recycle bin', fields: [] };
            return resultOf({ ...(id ? { id } : {}), success, errors: success ? [] : [error] });
        });
    });
};

/** Source: SOAP API Developer Guide, "merge()": a winner with values to set, and one or two records that go into it. */
export const merge = (request: SoapRequest): SoapValue => {
    const { call, soap, api } = request;
    const asked = soapChildren(soap.body, 'request');
    checkCount(asked.length);
    return call.transaction((tx) =>
        asked.map((one) => {
            const masterElement = soapChild(one, 'masterRecord');
            if (!masterElement) throw new PlatformError('MISSING_ARGUMENT', 'masterRecord is required');
            const { type, values } = readSObject(masterElement, api);
            const object = objectOfType(tx.schema, type);
            const master = new SObject(object);
            for (const [name, value] of Object.entries(values)) {
                if (name === 'attributes') continue;
                const field = requireField(visibleObject(tx, object.name), name);
                if (field.type === 'id') master.id = fromJson(field, value) as Id;
                else master.set(field, fromJson(field, value));
            }
            const losers = soapChildren(one, 'recordToMergeIds').map(({ text }) => {
                const record = recordOf(tx, text);
                if (!record) throw new PlatformError('MALFORMED_ID', `malformed id ${text}`);
                return record;
            });
            if (!master.id) throw new PlatformError('MISSING_ARGUMENT', 'Id not specified in the master record');
            if (losers.length < 1 || losers.length > 2)
                throw new PlatformError('INVALID_NUMBER_OF_RECORDS', 'one or two records can be merged into another');
            const [result] = call.org.database.records.save(tx, {
                operation: 'merge',
                records: [master, ...losers],
                allOrNone: false,
                ...clientSave(call.request)
            });
            return {
                errors: (result?.errors ?? []).map(errorOf),
                id: master.id,
                mergedRecordIds: result?.success ? losers.map(({ id }) => id ?? null) : [],
                success: result?.success ?? false,
                updatedRelatedIds: []
            };
        })
    );
};

/** Source: SOAP API Developer Guide, "convertLead()": up to 100 leads a call. */
export const convertLead = (request: SoapRequest): SoapValue => {
    const { call, soap } = request;
    const asked = soapChildren(soap.body, 'leadConverts');
    if (asked.length > 100)
        throw new PlatformError('EXCEEDED_ID_LIMIT', 'cannot convert more than 100 leads in this call');
    const leads = asked.map((one): LeadConversion => {
        const id = (name: string): Record<string, Id> => {
            const text = soapText(one, name);
            if (text === undefined) return {};
            const found = tryParseId(text);
            if (found === undefined) throw new PlatformError('MALFORMED_ID', `malformed id ${text}`);
            return { [name]: found };
        };
        const opportunityName = soapText(one, 'opportunityName');
        return {
            leadId: '',
            ...id('leadId'),
            ...id('accountId'),
            ...id('contactId'),
            ...id('opportunityId'),
            ...id('ownerId'),
            ...(opportunityName === undefined ? {} : { opportunityName }),
            convertedStatus: soapText(one, 'convertedStatus') ?? '',
            doNotCreateOpportunity: soapFlag(one, 'doNotCreateOpportunity') ?? false
        };
    });
    return call.transaction((tx) =>
        call.org.database.records
            .convertLeads(tx, leads, { allOrNone: allOrNone(request), ...savesOf(call) })
            .map((result) => ({
                accountId: result.accountId ?? null,
                contactId: result.contactId ?? null,
                errors: result.errors.map(errorOf),
                leadId: result.leadId,
                opportunityId: result.opportunityId ?? null,
                success: result.success
            }))
    );
};

const savesOf = (call: Call): Pick<ReturnType<typeof clientSave>, 'mode' | 'source'> => {
    const { mode, source } = clientSave(call.request);
    return { mode, source };
};
