/** What Apex sent: e-mails and notifications, which the local org keeps and never delivers. */
import { sentMessages } from '../../apex/index.ts';
import { json } from '../http.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import type { MailView } from './types.ts';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What the user sent, and the notifications that reached them; all of them for whoever may see all data. */
const mail = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const all = tx.user.access.permission('ViewAllData');
        const messages = sentMessages(call.org.database.store)
            .filter(({ sentBy, recipients }) => all || [sentBy, ...recipients].includes(tx.user.userId))
            .map(({ kind, sentAt, recipients, fields }): MailView => ({
                kind,
                sentAt,
                recipients,
                subject: textOf(fields.Subject ?? fields.Title),
                body: textOf(fields.PlainTextBody ?? fields.HtmlBody ?? fields.Body),
                attachments: Array.isArray(fields.FileAttachments) ? fields.FileAttachments.map(textOf) : []
            }));
        return json(200, messages);
    });

export const mailRoutes: readonly Route[] = [{ method: 'GET', path: '/local-org/mail', login: 'page', handle: mail }];
