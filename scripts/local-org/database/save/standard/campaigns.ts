import { dayIn, requireField } from '../../../model/index.ts';
import type { ObjectDef } from '../../../model/index.ts';
import { findId } from '../../storage/finders.ts';
import { textOf } from '../../storage/values.ts';
import { fail, sound } from '../row.ts';
import type { Row, Work } from '../row.ts';
import type { Derive } from './index.ts';
import { recordOf, setKnown } from './lookups.ts';

const COPIED = [
    'Salutation FirstName LastName Name Title Email Phone Fax MobilePhone LeadSource Description DoNotCall',
    'HasOptedOutOfEmail HasOptedOutOfFax'
]
    .join(' ')
    .split(' ');

/** Source: Object Reference, "CampaignMember": what it shows of its lead or contact; responded by its status. */
export const deriveMember: Derive = (work, record, before) => {
    const lead = recordOf(work, 'Lead', record.get('LeadId'));
    const contact = recordOf(work, 'Contact', record.get('ContactId'));
    const person = contact ?? lead;
    for (const name of COPIED) setKnown(record, name, person?.get(name));
    const account = contact && recordOf(work, 'Account', contact.get('AccountId'));
    setKnown(record, 'CompanyOrAccount', account?.get('Name') ?? lead?.get('Company'));
    setKnown(record, 'Type', contact ? 'Contact' : lead ? 'Lead' : null);
    setKnown(record, 'LeadOrContactId', person?.id ?? null);
    setKnown(record, 'LeadOrContactOwnerId', person?.get('OwnerId'));
    const responded = record.get('Status') === 'Responded';
    setKnown(record, 'HasResponded', responded);
    if (responded && before?.get('HasResponded') !== true)
        setKnown(record, 'FirstRespondedDate', dayIn(work.tx.now, work.tx.user.timeZone));
};

/** A person is a member of a campaign once. Source: Object Reference, "CampaignMember". */
export const checkMembers = (work: Work, object: ObjectDef, rows: readonly Row[]): void => {
    const seen = new Set<string>();
    for (const row of sound(rows)) {
        if (row.old) continue;
        const person = ['ContactId', 'LeadId', 'AccountId'].find((name) => (row.record.get(name) ?? null) !== null);
        if (person === undefined) {
            fail(row, 'REQUIRED_FIELD_MISSING', 'Required fields are missing: [LeadId or ContactId]');
            continue;
        }
        const pair = ['CampaignId', person].map(
            (name) => [requireField(object, name), row.record.get(name) ?? null] as const
        );
        const key = pair.map(([, value]) => textOf(value)).join(' ');
        if (seen.has(key) || findId(work.storage.generation, object, pair) !== undefined)
            fail(row, 'DUPLICATE_VALUE', 'Already a campaign member.');
        seen.add(key);
    }
};
