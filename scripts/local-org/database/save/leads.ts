import { DateValue, dayIn, fold, SObject } from '../../model/index.ts';
import type { Id, ObjectDef, SaveError, Scalar } from '../../model/index.ts';
import { moveChildren } from '../storage/finders.ts';
import type { LeadConversion, LeadConversionResult } from '../types.ts';
import { checkRecordAccess, objectFault } from './access.ts';
import { loadStored } from './pass.ts';
import { saveRelated } from './related.ts';
import { fail, newRow } from './row.ts';
import type { Row, Work } from './row.ts';

/** Fields of the new records and the lead's fields that they take. Source: Salesforce Help, "Lead Conversion Field Mapping". */
const ACCOUNT: Readonly<Record<string, string>> = {
    Name: 'Company',
    AnnualRevenue: 'AnnualRevenue',
    BillingCity: 'City',
    BillingCountry: 'Country',
    BillingPostalCode: 'PostalCode',
    BillingState: 'State',
    BillingStreet: 'Street',
    Fax: 'Fax',
    Industry: 'Industry',
    NumberOfEmployees: 'NumberOfEmployees',
    Phone: 'Phone',
    Rating: 'Rating',
    Website: 'Website',
    AccountSource: 'LeadSource'
};
const CONTACT: Readonly<Record<string, string>> = {
    FirstName: 'FirstName',
    LastName: 'LastName',
    Salutation: 'Salutation',
    Description: 'Description',
    Email: 'Email',
    Fax: 'Fax',
    LeadSource: 'LeadSource',
    MailingCity: 'City',
    MailingCountry: 'Country',
    MailingPostalCode: 'PostalCode',
    MailingState: 'State',
    MailingStreet: 'Street',
    MobilePhone: 'MobilePhone',
    Phone: 'Phone',
    Title: 'Title'
};

const problem = (statusCode: string, message: string): SaveError => ({ statusCode, message, fields: [] });

/** One lead on its way; faults are left on its row. */
class Conversion {
    private readonly work: Work;
    private readonly wish: LeadConversion;
    private readonly row: Row;
    private readonly lead: SObject;

    constructor(work: Work, wish: LeadConversion, row: Row, lead: SObject) {
        this.work = work;
        this.wish = wish;
        this.row = row;
        this.lead = lead;
    }

    private object(name: string): ObjectDef {
        const object = this.work.storage.generation.schema.object(name);
        if (!object) throw new RangeError(`no object ${name}`);
        return object;
    }
    private record(object: ObjectDef, values: Readonly<Record<string, Scalar | undefined>>): SObject {
        const record = new SObject(object);
        for (const [name, value] of Object.entries(values))
            if (value !== undefined && value !== null && object.field(name)) record.set(name, value);
        return record;
    }
    private mapped(map: Readonly<Record<string, string>>): Record<string, Scalar | undefined> {
        return Object.fromEntries(Object.entries(map).map(([to, from]) => [to, this.lead.get(from)]));
    }
    private insert(
        name: string,
        values: Readonly<Record<string, Scalar | undefined>>,
        brought?: SObject
    ): Id | undefined {
        const object = this.object(name);
        const record = this.record(object, values);
        return this.save('insert', object, record, brought);
    }
    /** A record that exists takes over what the one that was brought along says. */
    private take(id: Id, name: string, brought: SObject | undefined): Id {
        const object = this.object(name);
        if (brought) this.save('update', object, this.record(object, { Id: id }), brought);
        return id;
    }
    private save(
        operation: 'insert' | 'update',
        object: ObjectDef,
        record: SObject,
        brought?: SObject
    ): Id | undefined {
        for (const [field, value] of brought?.populated() ?? []) if (field.name !== 'Id') record.set(field, value);
        saveRelated(this.work, operation, object, [record], () => [this.row]);
        return record.id;
    }
    private get failed(): boolean {
        return this.row.errors.length > 0;
    }
    private get owner(): Scalar {
        const owner = this.wish.ownerId ?? this.lead.get('OwnerId') ?? this.work.tx.user.userId;
        return typeof owner === 'string' && owner.startsWith('005') ? owner : this.work.tx.user.userId;
    }

    run(): LeadConversionResult {
        const { wish } = this;
        const accountId =
            wish.accountId === undefined
                ? this.insert('Account', { ...this.mapped(ACCOUNT), OwnerId: this.owner }, wish.accountRecord)
                : this.take(wish.accountId, 'Account', wish.accountRecord);
        if (this.failed) return this.result({});
        const contact = { ...this.mapped(CONTACT), AccountId: accountId, OwnerId: this.owner };
        const contactId =
            wish.contactId === undefined
                ? this.insert('Contact', contact, wish.contactRecord)
                : this.take(wish.contactId, 'Contact', wish.contactRecord);
        if (this.failed) return this.result({});
        const opportunityId = wish.doNotCreateOpportunity ? wish.opportunityId : this.opportunity(accountId, contactId);
        if (this.failed) return this.result({});
        this.follow(contactId as Id, opportunityId ?? accountId);
        this.close({ accountId, contactId, opportunityId });
        return this.result({ accountId, contactId, ...(opportunityId === undefined ? {} : { opportunityId }) });
    }

    private opportunity(accountId: Id | undefined, contactId: Id | undefined): Id | undefined {
        const known = this.wish.opportunityId;
        const stages = this.object('Opportunity').field('StageName')?.picklist?.values ?? [];
        const id =
            known ??
            this.insert(
                'Opportunity',
                {
                    Name: this.wish.opportunityName ?? this.lead.get('Company'),
                    AccountId: accountId,
                    StageName: (stages.find((stage) => stage.isDefault) ?? stages[0])?.value,
                    CloseDate: this.endOfQuarter(),
                    LeadSource: this.lead.get('LeadSource'),
                    OwnerId: this.owner
                },
                this.wish.opportunityRecord
            );
        if (known !== undefined) this.take(known, 'Opportunity', this.wish.opportunityRecord);
        if (id !== undefined && !this.failed)
            this.insert('OpportunityContactRole', { OpportunityId: id, ContactId: contactId, IsPrimary: true });
        return id;
    }
    /** Source: Salesforce Help, "Lead Conversion": the close date is the end of the current quarter. */
    private endOfQuarter(): DateValue {
        const { utc } = dayIn(this.work.tx.now, this.work.tx.user.timeZone);
        return new DateValue(DateValue.of(utc.getUTCFullYear(), Math.floor(utc.getUTCMonth() / 3) * 3 + 4, 1).day - 1);
    }
    /** Open activities and campaign membership go to the contact, without triggers. */
    private follow(contactId: Id, whatId: Id | undefined): void {
        const { generation } = this.work.storage;
        const lead = this.row.id as Id;
        for (const [name, lookup, to] of [
            ['Task', 'WhoId', contactId],
            ['Event', 'WhoId', contactId]
        ] as const) {
            const object = generation.schema.object(name);
            const field = object?.field(lookup);
            const what = object?.field('WhatId');
            if (!object || !field) continue;
            const moved = moveChildren(generation, object, field, [lead], to, this.work.tx.now.ms);
            if (what && whatId !== undefined && moved.length > 0)
                for (const id of moved)
                    generation
                        .statement(`UPDATE "${object.name}" SET "WhatId" = ? WHERE "Id" = ? AND "WhatId" IS NULL`)
                        .run(whatId, id);
        }
    }
    private close(ids: Readonly<Record<'accountId' | 'contactId' | 'opportunityId', Id | undefined>>): void {
        const object = this.lead.type;
        const update = this.record(object, {
            Status: this.wish.convertedStatus,
            IsConverted: true,
            ConvertedDate: dayIn(this.work.tx.now, this.work.tx.user.timeZone),
            ConvertedAccountId: ids.accountId,
            ConvertedContactId: ids.contactId,
            ConvertedOpportunityId: ids.opportunityId
        });
        update.id = this.row.id;
        saveRelated(this.work, 'update', object, [update], () => [this.row]);
    }
    private result(ids: Partial<LeadConversionResult>): LeadConversionResult {
        const { errors } = this.row;
        const success = errors.length === 0;
        return { leadId: this.wish.leadId, success, errors, ...(success ? ids : {}) };
    }
}

/** Why a lead cannot be converted; wording as the platform answers. */
const refusal = (wish: LeadConversion, lead: SObject): SaveError | undefined => {
    if (lead.get('IsConverted') === true)
        return problem('CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead');
    const statuses = lead.type.field('Status')?.picklist?.values ?? [];
    const status = statuses.find(({ value }) => fold(value) === fold(wish.convertedStatus));
    if (status?.facts.IsConverted !== true)
        return problem('INVALID_STATUS', `invalid convertedStatus: ${wish.convertedStatus}`);
    if (wish.contactId !== undefined && wish.accountId === undefined)
        return problem('INVALID_ID_FIELD', 'cannot specify contactId without specifying accountId');
    return undefined;
};

/**
 * Converts leads: account, contact and opportunity are made or taken, each through its own pipeline, and the lead is closed by an update
 * with its triggers. Source: SOAP API Developer Guide, "convertLead()"; Salesforce Help, "Lead Conversion".
 */
export const convertLeads = (work: Work, wishes: readonly LeadConversion[]): LeadConversionResult[] => {
    const { tx, storage } = work;
    const leads = storage.generation.schema.object('Lead');
    if (!leads)
        return wishes.map(({ leadId }) => ({
            leadId,
            success: false,
            errors: [problem('INVALID_TYPE', `sObject type 'Lead' is not supported.`)]
        }));
    const point = tx.savepoint();
    const results = wishes.map((wish): LeadConversionResult => {
        const input = new SObject(leads);
        input.id = wish.leadId;
        const row = newRow(input, 0);
        const fault = objectFault(work, leads, 'update');
        if (fault) row.errors.push(fault);
        else {
            loadStored(work, leads, [row], 'convertLead');
            if (row.old) checkRecordAccess(work, leads, 'edit', [row]);
        }
        const wrong = row.old && row.errors.length === 0 ? refusal(wish, row.old) : undefined;
        if (wrong) fail(row, wrong.statusCode, wrong.message);
        if (row.errors.length > 0 || !row.old) return { leadId: wish.leadId, success: false, errors: row.errors };
        const inner = tx.savepoint();
        const result = new Conversion(work, wish, row, row.old).run();
        if (!result.success) tx.rollbackTo(inner);
        tx.release(inner);
        return result;
    });
    if (work.allOrNone && results.some(({ success }) => !success)) tx.rollbackTo(point);
    tx.release(point);
    return results;
};
