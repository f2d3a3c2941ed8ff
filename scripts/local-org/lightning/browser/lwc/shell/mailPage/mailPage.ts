import { LightningElement } from 'lwc';
import type { MailView } from '../../../../../api/page/types';
import { get, messagesOf } from 'org/http';
import { pageTitle } from 'org/titles';

interface Row {
    readonly key: string;
    readonly subject: string;
    readonly facts: string;
    readonly files: string;
    readonly body: string;
}
const rowOf = (message: MailView, index: number): Row => ({
    key: `${message.sentAt} ${index}`,
    subject: message.subject || '(no subject)',
    facts: `${message.kind === 'email' ? 'E-mail' : 'Notification'} to ${message.recipients.join(', ')}, ${new Date(message.sentAt).toLocaleString('en')}`,
    files: message.attachments.join(', '),
    body: message.body
});

/** E-mails and notifications that Apex sent. */
export default class MailPage extends LightningElement {
    messages: readonly Row[] = [];
    loading = true;
    error = '';

    connectedCallback(): void {
        this.dispatchEvent(pageTitle('Messages'));
        get<readonly MailView[]>('/local-org/mail')
            .then(
                (messages) => (this.messages = messages.map(rowOf)),
                (error: unknown) => (this.error = messagesOf(error).join(' '))
            )
            .finally(() => (this.loading = false));
    }

    get none(): boolean {
        return !this.error && this.messages.length === 0;
    }
}
