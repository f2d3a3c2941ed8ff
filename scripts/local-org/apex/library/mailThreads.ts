/** Cases and EmailMessages: marks in e-mails by which answers find their record again. Source: Apex Reference Guide, Cases Class, EmailMessages Class. */
import { tryReadApexId } from '../../model/index.ts';
import { execution } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import type { ApexList } from '../runtime/index.ts';
import type { Data } from './dataTypes.ts';
import { idOf, need } from './support.ts';

/** A token names the record by its Id in base 64: the platform's, which nobody else reads, are opaque. */
const TOKEN = /thread::([A-Za-z0-9_-]+)::/;
const tokenOf = (id: string): string => `thread::${Buffer.from(id, 'latin1').toString('base64url')}::`;
const recordOf = (text: string | null): string | null => {
    const found = TOKEN.exec(text ?? '')?.[1];
    const id = found === undefined ? undefined : tryReadApexId(Buffer.from(found, 'base64url').toString('latin1'));
    return id !== undefined && execution().schema.objectOf(id) ? id : null;
};
const isCase = (id: string | null): boolean => id !== null && execution().schema.objectOf(id)?.name === 'Case';

const MESSAGE_ID = /<([A-Za-z0-9_-]+)\.case@/;
const caseOfHeaders = (headers: ApexList | null): string | null => {
    for (const header of need(headers).items as readonly Data[]) {
        if (!/^(in-reply-to|references)$/i.test(String(header.get('name')))) continue;
        const token = MESSAGE_ID.exec(String(header.get('value')))?.[1];
        const id = token === undefined ? undefined : tryReadApexId(Buffer.from(token, 'base64url').toString('latin1'));
        if (id !== undefined && isCase(id)) return id;
    }
    return null;
};

const cases: LibraryType = {
    name: 'System.Cases',
    kind: 'class',
    members: {
        'static String generateThreadingMessageId(Id caseId)': (id: string | null) =>
            `<${Buffer.from(idOf(need(id)), 'latin1').toString('base64url')}.case@local.org>`,
        'static Id getCaseIdFromEmailHeaders(List<Messaging.InboundEmail.Header> headers)': caseOfHeaders,
        'static Id getCaseIdFromEmailThreadId(String emailThreadId)': (text: string | null) => {
            const id = recordOf(need(text));
            return isCase(id) ? id : null;
        }
    }
};
const emailMessages: LibraryType = {
    name: 'System.EmailMessages',
    kind: 'class',
    members: {
        'static String getFormattedThreadingToken(Id recordId)': (id: string | null) => tokenOf(idOf(need(id))),
        'static Id getRecordIdFromEmail(String subject, String textBody, String htmlBody)': (
            subject: string | null,
            text: string | null,
            html: string | null
        ) => recordOf(subject) ?? recordOf(text) ?? recordOf(html)
    }
};

export const mailThreadTypes: readonly LibraryType[] = [cases, emailMessages];
