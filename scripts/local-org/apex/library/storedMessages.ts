/** Rows of EmailMessage that are drafts. Source: Object Reference, EmailMessage: Status 5 is a draft, 3 was sent. */
import { SObject } from '../../model/index.ts';
import { SYSTEM_MODE } from '../../security/types.ts';
import { execution, saveRecords } from '../runtime/index.ts';
import { Email } from './mailDrafts.ts';
import { quietQuery } from './quietQuery.ts';
import { listOf } from './support.ts';

const DRAFT = '5';
const SENT = '3';
const ADDRESSES = { ToAddress: 'ToAddresses', CcAddress: 'CcAddresses', BccAddress: 'BccAddresses' } as const;
const TEXTS = { Subject: 'Subject', TextBody: 'PlainTextBody', HtmlBody: 'HtmlBody' } as const;

/** The message that a draft holds; undefined where the Id is of no draft. */
export const draftMessage = (id: string): Email | undefined => {
    const names = [...Object.keys(ADDRESSES), ...Object.keys(TEXTS)].join(', ');
    const row = quietQuery(`SELECT Status, RelatedToId, ${names} FROM EmailMessage WHERE Id = '${id}'`)[0];
    if (row?.get('Status') !== DRAFT) return undefined;
    const email = new Email();
    for (const [field, property] of Object.entries(ADDRESSES)) {
        const value = row.get(field);
        if (typeof value !== 'string') continue;
        const list = value.split(';').map((address) => address.trim());
        email.values.set(
            property,
            listOf(
                'String',
                list.filter((address) => address !== '')
            )
        );
    }
    for (const [field, property] of Object.entries(TEXTS)) email.values.set(property, row.get(field) ?? null);
    return email;
};
/** Notes that a draft was sent. */
export const markSent = (id: string): void => {
    const object = execution().schema.object('EmailMessage');
    if (!object) return;
    const row = new SObject(object);
    row.set('Id', id);
    row.set('Status', SENT);
    saveRecords('update', [row], { allOrNone: true, mode: SYSTEM_MODE });
};
