import { NotSupported, type SaveError } from '../../model/index.ts';
import { ApexList, type EnumValue, exception, execution, toText } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { withProperties } from './dataTypes.ts';
import { enumeration } from './enumeration.ts';
import { constantOf, STATUS_CODE } from './enums.ts';
import { keepMessage } from './outbox.ts';
import { itemsOf, listOf, need, raise, refused } from './support.ts';

type Members = LibraryType['members'];

const shown = (value: unknown): unknown => {
    if (value instanceof ApexList) return value.items.map(shown);
    if (value instanceof Draft) return toText(value.values.get('FileName') ?? '');
    return typeof value === 'string' || typeof value === 'boolean' ? value : toText(value);
};
const capture = (kind: 'email' | 'notification', draft: Draft, recipients: readonly string[]): void => {
    const fields = [...draft.values].filter(([, value]) => value !== null && value !== undefined);
    keepMessage(kind, recipients, Object.fromEntries(fields.map(([name, value]) => [name, shown(value)])));
};

/** A message under construction: its setters by property name. */
class Draft {
    readonly values = new Map<string, unknown>();
}
class Email extends Draft {
    readonly mass: boolean;
    constructor(mass = false) {
        super();
        this.mass = mass;
    }
}
class Attachment extends Draft {}
class Notification extends Draft {}
class SendResult {
    readonly problem: SaveError | undefined;
    constructor(problem: SaveError | undefined) {
        this.problem = problem;
    }
}

const property = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
/** `setSubject(String subject)`, `getSubject()` and the property `subject` of each name. */
const accessors = (types: Readonly<Record<string, string>>, booleans: 'get' | 'is' = 'get'): Members => {
    const members: Record<string, (...args: never[]) => unknown> = {};
    for (const [name, type] of Object.entries(types)) {
        const read = (self: Draft): unknown => self.values.get(name) ?? null;
        const write = (self: Draft, value: unknown): void => {
            self.values.set(name, value);
        };
        members[`void set${name}(${type} value)`] = write;
        members[`${type} ${type === 'Boolean' ? booleans : 'get'}${name}()`] = read;
        members[`${type} ${property(name)}`] = read;
        members[`set ${type} ${property(name)}`] = write;
    }
    return members;
};

const EMAIL = {
    BccSender: 'Boolean',
    EmailPriority: 'String',
    ReplyTo: 'String',
    SaveAsActivity: 'Boolean',
    SenderDisplayName: 'String',
    Subject: 'String',
    UseSignature: 'Boolean'
};
const baseEmail: LibraryType = {
    name: 'Messaging.Email',
    kind: 'class',
    is: (value) => value instanceof Email,
    members: accessors(EMAIL)
};
const email: LibraryType = {
    name: 'Messaging.SingleEmailMessage',
    kind: 'class',
    extends: 'Messaging.Email',
    is: (value) => value instanceof Email && !value.mass,
    members: {
        'new()': () => new Email(),
        ...accessors({
            BccAddresses: 'List<String>',
            CcAddresses: 'List<String>',
            Charset: 'String',
            EntityAttachments: 'List<String>',
            FileAttachments: 'List<Messaging.EmailFileAttachment>',
            HtmlBody: 'String',
            InReplyTo: 'String',
            OptOutPolicy: 'String',
            OrgWideEmailAddressId: 'Id',
            PlainTextBody: 'String',
            References: 'String',
            TargetObjectId: 'Id',
            TemplateId: 'Id',
            TemplateName: 'String',
            ToAddresses: 'List<String>',
            UnsubscribeComment: 'String',
            UnsubscribeUrls: 'List<String>',
            WhatId: 'Id'
        }),
        ...accessors(
            { TreatBodiesAsTemplate: 'Boolean', TreatTargetObjectAsRecipient: 'Boolean', UserMail: 'Boolean' },
            'is'
        ),
        'void setDocumentAttachments(List<Id> ids)': refused('SingleEmailMessage.setDocumentAttachments')
    }
};
const massEmail: LibraryType = {
    name: 'Messaging.MassEmailMessage',
    kind: 'class',
    extends: 'Messaging.Email',
    is: (value) => value instanceof Email && value.mass,
    members: {
        'new()': () => new Email(true),
        ...accessors({
            Description: 'String',
            TargetObjectIds: 'List<Id>',
            TemplateId: 'Id',
            WhatIds: 'List<Id>'
        })
    }
};
const attachment: LibraryType = {
    name: 'Messaging.EmailFileAttachment',
    kind: 'class',
    is: (value) => value instanceof Attachment,
    members: {
        'new()': () => new Attachment(),
        ...accessors({ Body: 'Blob', ContentType: 'String', FileName: 'String', Id: 'Id', Inline: 'Boolean' })
    }
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
/** Why a message cannot be sent; undefined for a sound one. */
const problemOf = (draft: Email, recipients: readonly string[]): SaveError | undefined => {
    const missing = (message: string): SaveError => ({ statusCode: 'REQUIRED_FIELD_MISSING', message, fields: [] });
    if (recipients.length === 0) return missing('Add a recipient to send an email.');
    const bad = recipients.find((address) => address.includes('@') && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address));
    if (bad !== undefined)
        return {
            statusCode: 'INVALID_EMAIL_ADDRESS',
            message: `Email address is invalid: ${bad}`,
            fields: ['toAddresses']
        };
    if (draft.values.get('TemplateId')) throw new NotSupported('e-mail templates (setTemplateId)');
    return ['PlainTextBody', 'HtmlBody'].some((name) => draft.values.get(name))
        ? undefined
        : missing('Missing body, need at least one of html or plainText');
};
/** @throws EmailException for a message without recipient or body; LimitExceeded */
const sendEmail = (emails: ApexList, allOrNone: boolean | null = true): ApexList => {
    execution().tx.limits.spend('emails', 1);
    const results = need(emails).items.map((item, index) => {
        const draft = need(item) as Email;
        if (draft.mass) throw new NotSupported('Messaging.MassEmailMessage, which needs an e-mail template');
        const recipients = addresses(draft);
        const problem = problemOf(draft, recipients);
        if (problem && need(allOrNone)) {
            const failure = exception(
                'EmailException',
                `SendEmail failed. First exception on row ${index}; first error: ${problem.statusCode}, ${problem.message}: [${problem.fields.join(', ')}]`
            );
            failure.dmlRows = [{ index, id: undefined, errors: [problem] }];
            throw failure;
        }
        if (!problem) capture('email', draft, recipients);
        return new SendResult(problem);
    });
    return listOf('Messaging.SendEmailResult', results);
};
/** There is no daily limit from which capacity could be reserved. */
const reserve = (count: number | null): null => {
    need(count);
    return null;
};
const TEMPLATE_FORMS = [
    'String templateId, String whoId, String whatId',
    'String templateId, String whoId, String whatId, Messaging.AttachmentRetrievalOption attachments',
    'String templateId, String whoId, String whatId, Messaging.AttachmentRetrievalOption attachments, Boolean updateUsage'
];
const messaging: LibraryType = {
    name: 'System.Messaging',
    kind: 'class',
    members: {
        'static List<Messaging.SendEmailResult> sendEmail(List<Messaging.Email> emails)': (emails: ApexList) =>
            sendEmail(emails),
        'static List<Messaging.SendEmailResult> sendEmail(List<Messaging.Email> emails, Boolean allOrNone)': sendEmail,
        'static void reserveSingleEmailCapacity(Integer count)': reserve,
        'static void reserveMassEmailCapacity(Integer count)': reserve,
        'static List<Messaging.SendEmailResult> sendEmailMessage(List<Id> ids)': refused('Messaging.sendEmailMessage'),
        'static List<Messaging.SendEmailResult> sendEmailMessage(List<Id> ids, Boolean allOrNone)':
            refused('Messaging.sendEmailMessage'),
        'static List<Messaging.RenderEmailTemplateBodyResult> renderEmailTemplate(String whoId, String whatId, List<String> bodies)':
            refused('Messaging.renderEmailTemplate'),
        ...Object.fromEntries(
            TEMPLATE_FORMS.map((form) => [
                `static Messaging.SingleEmailMessage renderStoredEmailTemplate(${form})`,
                refused('Messaging.renderStoredEmailTemplate')
            ])
        )
    }
};
const renderResult: LibraryType = {
    name: 'Messaging.RenderEmailTemplateBodyResult',
    kind: 'class',
    members: {},
    lacking: true,
    is: () => false
};
const sendResult: LibraryType = {
    name: 'Messaging.SendEmailResult',
    kind: 'class',
    is: (value) => value instanceof SendResult,
    members: withProperties({
        'Boolean isSuccess()': (self: SendResult) => self.problem === undefined,
        'List<Messaging.SendEmailError> getErrors()': (self: SendResult) =>
            listOf('Messaging.SendEmailError', self.problem ? [self.problem] : [])
    })
};
const sendError: LibraryType = {
    name: 'Messaging.SendEmailError',
    kind: 'class',
    members: withProperties({
        'List<String> getFields()': (self: SaveError) => listOf('String', self.fields),
        'String getMessage()': (self: SaveError) => self.message,
        'System.StatusCode getStatusCode()': (self: SaveError): EnumValue => constantOf(STATUS_CODE, self.statusCode),
        'String getTargetObjectId()': () => null
    })
};

const NOTIFICATION = ['NotificationTypeId', 'SenderId', 'Title', 'Body', 'TargetId', 'TargetPageRef'];
/** Only setters, as the platform has them. */
const setters = (types: Readonly<Record<string, string>>): Members =>
    Object.fromEntries(Object.entries(accessors(types)).filter(([key]) => key.startsWith('void set')));
const REQUIRED = ['NotificationTypeId', 'Title', 'Body'];
const notification: LibraryType = {
    name: 'Messaging.CustomNotification',
    kind: 'class',
    is: (value) => value instanceof Notification,
    members: {
        'new()': () => new Notification(),
        'new(String typeId, String sender, String title, String body, String targetId, String targetPageRef)': (
            ...values: readonly unknown[]
        ) => {
            const made = new Notification();
            NOTIFICATION.forEach((name, index) => made.values.set(name, values[index]));
            return made;
        },
        ...setters(Object.fromEntries(NOTIFICATION.map((name) => [name, 'String']))),
        'void send(Set<String> users)': (self: Notification, users: unknown) => {
            for (const name of REQUIRED) {
                if (!self.values.get(name)) raise('System.HandledException', `Required field is missing: ${name}`);
            }
            if (!self.values.get('TargetId') && !self.values.get('TargetPageRef')) {
                raise('System.HandledException', 'Required field is missing: TargetId or TargetPageRef');
            }
            const recipients = itemsOf(users).map(String);
            if (recipients.length > 500) raise('System.HandledException', 'A notification has at most 500 recipients');
            capture('notification', self, recipients);
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
    notification,
    massEmail,
    renderResult,
    enumeration('Messaging.AttachmentRetrievalOption', 'METADATA_ONLY METADATA_WITH_BODY NONE')
];
