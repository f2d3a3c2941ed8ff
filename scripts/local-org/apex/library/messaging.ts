import type { EnumValue, ApexList } from '../runtime/index.ts';
import { execution, toText } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { itemsOf, listOf, need, raise, refused } from './support.ts';

type Members = LibraryType['members'];

/** A message that Apex sent: nothing leaves the local org. */
export interface Captured {
    readonly kind: 'email' | 'notification';
    readonly fields: ReadonlyMap<string, unknown>;
    readonly recipients: readonly string[];
}
const OUTBOX = Symbol('messages sent by this execution');
/** Messages that the running execution sent so far. */
export const sentMessages = (): Captured[] => {
    const { cells } = execution();
    let outbox = cells.get(OUTBOX) as Captured[] | undefined;
    if (!outbox) cells.set(OUTBOX, (outbox = []));
    return outbox;
};

/** A message under construction: its setters by property name. */
class Draft {
    readonly values = new Map<string, unknown>();
}
class Email extends Draft {}
class Notification extends Draft {}
class SendResult {
    readonly success: boolean;
    constructor(success: boolean) {
        this.success = success;
    }
}

/** `setSubject(String subject)` and, where asked, `getSubject()`. */
const setters = (properties: Readonly<Record<string, string>>, getters: boolean): Members => {
    const members: Record<string, (...args: never[]) => unknown> = {};
    for (const [name, type] of Object.entries(properties)) {
        members[`void set${name}(${type} value)`] = (self: Draft, value: unknown) => {
            self.values.set(name, value);
        };
        if (getters) members[`${type} get${name}()`] = (self: Draft) => self.values.get(name) ?? null;
    }
    return members;
};

const email: LibraryType = {
    name: 'Messaging.SingleEmailMessage',
    kind: 'class',
    extends: 'Messaging.Email',
    is: (value) => value instanceof Email,
    members: {
        'new()': () => new Email(),
        ...setters(
            {
                BccAddresses: 'List<String>',
                BccSender: 'Boolean',
                CcAddresses: 'List<String>',
                Charset: 'String',
                HtmlBody: 'String',
                InReplyTo: 'String',
                OrgWideEmailAddressId: 'Id',
                PlainTextBody: 'String',
                References: 'String',
                ReplyTo: 'String',
                SaveAsActivity: 'Boolean',
                SenderDisplayName: 'String',
                Subject: 'String',
                TargetObjectId: 'Id',
                ToAddresses: 'List<String>',
                UseSignature: 'Boolean',
                WhatId: 'Id'
            },
            true
        ),
        'void setTemplateId(Id value)': refused('SingleEmailMessage.setTemplateId'),
        'void setFileAttachments(List<Messaging.EmailFileAttachment> value)': refused(
            'SingleEmailMessage.setFileAttachments'
        ),
        'void setEntityAttachments(List<String> value)': refused('SingleEmailMessage.setEntityAttachments')
    }
};
const baseEmail: LibraryType = {
    name: 'Messaging.Email',
    kind: 'class',
    is: (value) => value instanceof Email,
    members: {}
};
const attachment: LibraryType = {
    name: 'Messaging.EmailFileAttachment',
    kind: 'class',
    members: { 'new()': refused('Messaging.EmailFileAttachment') }
};

const LIST = ['ToAddresses', 'CcAddresses', 'BccAddresses'];
const addresses = (draft: Draft): string[] => {
    const found = LIST.flatMap((name) => {
        const list = draft.values.get(name) as ApexList | null | undefined;
        return list ? list.items.map(String) : [];
    });
    const target = draft.values.get('TargetObjectId');
    return target ? [...found, toText(target)] : found;
};
/** @throws EmailException for a message without recipient or body; LimitExceeded */
const sendEmail = (emails: ApexList, allOrNone = true): ApexList => {
    execution().tx.limits.spend('emails', 1);
    const results = need(emails).items.map((item, index) => {
        const draft = need(item) as Email;
        const recipients = addresses(draft);
        const problem =
            recipients.length === 0
                ? 'REQUIRED_FIELD_MISSING, Add a recipient to send an email.: []'
                : ['PlainTextBody', 'HtmlBody'].some((name) => draft.values.get(name))
                  ? undefined
                  : 'REQUIRED_FIELD_MISSING, Missing body, need at least one of html or plainText: []';
        if (problem && need(allOrNone)) {
            raise(
                'System.EmailException',
                `SendEmail failed. First exception on row ${index}; first error: ${problem}`
            );
        }
        if (!problem) sentMessages().push({ kind: 'email', fields: draft.values, recipients });
        return new SendResult(problem === undefined);
    });
    return listOf('Messaging.SendEmailResult', results);
};
const messaging: LibraryType = {
    name: 'System.Messaging',
    kind: 'class',
    members: {
        'static List<Messaging.SendEmailResult> sendEmail(List<Messaging.Email> emails)': (emails: ApexList) =>
            sendEmail(emails),
        'static List<Messaging.SendEmailResult> sendEmail(List<Messaging.Email> emails, Boolean allOrNone)': sendEmail,
        'static void reserveSingleEmailCapacity(Integer count)': refused('Messaging.reserveSingleEmailCapacity'),
        'static Messaging.SingleEmailMessage renderStoredEmailTemplate(String templateId, String whoId, String whatId)':
            refused('Messaging.renderStoredEmailTemplate')
    }
};
const sendResult: LibraryType = {
    name: 'Messaging.SendEmailResult',
    kind: 'class',
    is: (value) => value instanceof SendResult,
    members: {
        'Boolean isSuccess()': (self: SendResult) => self.success,
        'List<Messaging.SendEmailError> getErrors()': refused('SendEmailResult.getErrors')
    }
};
const sendError: LibraryType = {
    name: 'Messaging.SendEmailError',
    kind: 'class',
    members: {
        'String getMessage()': refused('SendEmailError.getMessage'),
        'System.StatusCode getStatusCode()': (): EnumValue => refused('SendEmailError.getStatusCode')()
    }
};

const REQUIRED = ['NotificationTypeId', 'Title', 'Body'];
const notification: LibraryType = {
    name: 'Messaging.CustomNotification',
    kind: 'class',
    is: (value) => value instanceof Notification,
    members: {
        'new()': () => new Notification(),
        ...setters(
            {
                NotificationTypeId: 'String',
                SenderId: 'String',
                Title: 'String',
                Body: 'String',
                TargetId: 'String',
                TargetPageRef: 'String'
            },
            false
        ),
        'void send(Set<String> users)': (self: Notification, users: unknown) => {
            for (const name of REQUIRED) {
                if (!self.values.get(name)) raise('System.HandledException', `Required field is missing: ${name}`);
            }
            if (!self.values.get('TargetId') && !self.values.get('TargetPageRef')) {
                raise('System.HandledException', 'Required field is missing: TargetId or TargetPageRef');
            }
            const recipients = itemsOf(users).map(String);
            if (recipients.length > 500) raise('System.HandledException', 'A notification has at most 500 recipients');
            sentMessages().push({ kind: 'notification', fields: self.values, recipients });
        }
    }
};

/** Messaging: captured, never sent. Source: Apex Reference Guide, Messaging Namespace. */
export const messagingTypes: readonly LibraryType[] = [
    messaging,
    baseEmail,
    email,
    attachment,
    sendResult,
    sendError,
    notification
];
