import type { Derive } from './index.ts';
import { factOf, recordOf, setKnown } from './lookups.ts';

/** Source: Object Reference, "Case": closed by its status, since when; the account and the addresses of its contact. */
export const deriveCase: Derive = (work, record, before, given) => {
    const closed = factOf(record, 'Status', 'IsClosed') === true;
    setKnown(record, 'IsClosed', closed);
    if (record.id === undefined) setKnown(record, 'IsClosedOnCreate', closed);
    if (closed !== (before?.get('IsClosed') === true)) setKnown(record, 'ClosedDate', closed ? work.tx.now : null);
    const contactId = record.get('ContactId') ?? null;
    if (before && contactId === (before.get('ContactId') ?? null)) return;
    const contact = recordOf(work, 'Contact', contactId);
    if (contact && !given('AccountId')) setKnown(record, 'AccountId', contact.get('AccountId'));
    setKnown(record, 'ContactEmail', contact?.get('Email'));
    setKnown(record, 'ContactPhone', contact?.get('Phone'));
    setKnown(record, 'ContactMobile', contact?.get('MobilePhone'));
    setKnown(record, 'ContactFax', contact?.get('Fax'));
};
