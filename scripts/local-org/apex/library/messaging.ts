import { tryReadApexId, type SaveError } from '../../model/index.ts';
import { ApexList, type EnumValue, exception, execution, toText } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { withProperties } from './dataTypes.ts';
import { enumeration } from './enumeration.ts';
import { constantOf, STATUS_CODE } from './enums.ts';
import { fileNames, missingFile } from './mailFiles.ts';
import { accessors, Draft, draftTypes, Email } from './mailDrafts.ts';
import { merged, mergedTexts, objectOf, storedTemplate, type MailTexts } from './mailTemplates.ts';
import { keepMessage } from './outbox.ts';
import { draftMessage, markSent } from './storedMessages.ts';
import { idOf, itemsOf, listOf, need, raise } from './support.ts';

type Members = LibraryType['members'];

/** What is kept of a message's property: of the files that go along, their names. */
const kept = (name: string, value: unknown): unknown =>
    (value instanceof ApexList ? fileNames(name, value.items) : undefined) ?? shown(value);
const shown = (value: unknown): unknown => {
    if (value instanceof ApexList) return value.items.map(shown);
    if (value instanceof Draft) return toText(value.values.get('FileName') ?? '');
    return typeof value === 'string' || typeof value === 'boolean' ? value : toText(value);
};
const capture = (kind: 'email' | 'notification', draft: Draft, recipients: readonly string[]): void => {
    const fields = [...draft.values].filter(([, value]) => value !== null && value !== undefined);
    keepMessage(kind, recipients, Object.fromEntries(fields.map(([name, value]) => [name, kept(name, value)])));
};

class Notification extends Draft {}
class SendResult {
    readonly problem: SaveError | undefined;
    constructor(problem: SaveError | undefined) {
        this.problem = problem;
    }
}

const LISTS = ['ToAddresses', 'CcAddresses', 'BccAddresses'];
/** Whom a message goes to: addresses, and the record it is for unless that only gives merge fields their values. */
const addresses = (draft: Draft): string[] => {
    const found = LISTS.flatMap((name) => draft.list(name).map(String));
    const target = draft.values.get('TreatTargetObjectAsRecipient') === false ? null : draft.text('TargetObjectId');
    return target === null ? found : [...found, target];
};
const fault = (statusCode: string, message: string, ...fields: string[]): SaveError => ({
    statusCode,
    message,
    fields
});
/** Puts a template's texts, or the message's own where they are templates, with the records' values into the message. */
const mergeTexts = (draft: Email): SaveError | undefined => {
    const records = { who: draft.text('TargetObjectId'), what: draft.text('WhatId') };
    const templateId = draft.text('TemplateId');
    const own = {
        subject: draft.text('Subject'),
        text: draft.text('PlainTextBody'),
        html: draft.text('HtmlBody')
    };
    if (templateId === null && draft.values.get('TreatBodiesAsTemplate') !== true) return undefined;
    if (templateId !== null && records.who === null)
        return fault('REQUIRED_FIELD_MISSING', 'Missing targetObjectId with template', 'targetObjectId');
    if (records.who !== null && records.what !== null && objectOf(records.who)?.name === 'User')
        return fault('INVALID_ID_FIELD', 'WhatId is not available for sending emails to UserIds.', 'whatId');
    const template = templateId === null ? own : storedTemplate(templateId);
    if (!template) return fault('INVALID_ID_FIELD', `Invalid template id: ${templateId}`, 'templateId');
    setTexts(draft, mergedTexts(template, records));
    return undefined;
};
const setTexts = (draft: Email, { subject, text, html }: MailTexts): void => {
    draft.values.set('Subject', subject);
    draft.values.set('PlainTextBody', text);
    draft.values.set('HtmlBody', html);
};
/** Why a message cannot be sent; undefined for a sound one. */
const problemOf = (draft: Email, recipients: readonly string[]): SaveError | undefined => {
    if (recipients.length === 0) return fault('REQUIRED_FIELD_MISSING', 'Add a recipient to send an email.');
    const bad = recipients.find((address) => address.includes('@') && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address));
    if (bad !== undefined) return fault('INVALID_EMAIL_ADDRESS', `Email address is invalid: ${bad}`, 'toAddresses');
    const missing = missingFile(draft);
    if (missing) return fault('INVALID_ID_FIELD', `Invalid file id: ${missing.id}`, missing.property);
    const problem = mergeTexts(draft);
    if (problem) return problem;
    return draft.text('PlainTextBody') === null && draft.text('HtmlBody') === null
        ? fault('REQUIRED_FIELD_MISSING', 'Missing body, need at least one of html or plainText')
        : undefined;
};
/** A mass e-mail is a message to each of its records. */
const messagesOf = (draft: Email): Email[] => {
    if (!draft.mass) return [draft];
    const targets = draft.list('TargetObjectIds');
    if (targets.length > MOST_TARGETS)
        raise('System.EmailException', `A mass e-mail has at most ${MOST_TARGETS} recipients`);
    const whats = draft.list('WhatIds');
    return targets.map((target, index) => {
        const message = new Email();
        for (const [name, value] of draft.values) message.values.set(name, value);
        message.values.set('TargetObjectId', target);
        message.values.set('WhatId', whats[index] ?? null);
        return message;
    });
};
/** Source: Apex Reference Guide, "MassEmailMessage": up to 250 recipients. */
const MOST_TARGETS = 250;

const sent = (draft: Email): SaveError | undefined => {
    const messages = messagesOf(draft).map((message) => ({ message, recipients: addresses(message) }));
    if (messages.length === 0) return problemOf(draft, []);
    for (const { message, recipients } of messages) {
        const problem = problemOf(message, recipients);
        if (problem) return problem;
    }
    for (const { message, recipients } of messages) capture('email', message, recipients);
    return undefined;
};
/** @throws EmailException for a message without recipient or body; LimitExceeded */
const sendEmail = (emails: ApexList, allOrNone: boolean | null = true): ApexList =>
    sendAll(need(emails).items, allOrNone, (item) => sent(need(item) as Email));

/** Source: Apex Reference Guide, Messaging Class, sendEmailMessage: up to ten drafts. */
const MOST_DRAFTS = 10;
/** Sends rows of EmailMessage that are drafts; they are no drafts any more. @throws EmailException; LimitExceeded */
const sendDrafts = (ids: ApexList | null, allOrNone: boolean | null): ApexList => {
    const { items } = need(ids);
    if (items.length > MOST_DRAFTS)
        raise('System.EmailException', `At most ${MOST_DRAFTS} draft e-mail messages can be sent at once`);
    return sendAll(items, allOrNone, (id) => {
        const draft = draftMessage(idOf(id));
        if (!draft) return fault('INVALID_ID_FIELD', `Not a draft e-mail message: ${toText(id)}`, 'emailMessageIds');
        const problem = sent(draft);
        if (!problem) markSent(idOf(id));
        return problem;
    });
};
const sendAll = (
    items: readonly unknown[],
    allOrNone: boolean | null,
    send: (item: unknown) => SaveError | undefined
): ApexList => {
    execution().tx.limits.spend('emails', 1);
    const results = items.map((item, index) => {
        const problem = send(item);
        if (problem && need(allOrNone)) {
            const failure = exception(
                'EmailException',
                `SendEmail failed. First exception on row ${index}; first error: ${problem.statusCode}, ${problem.message}: [${problem.fields.join(', ')}]`
            );
            failure.dmlRows = [{ index, id: undefined, errors: [problem] }];
            throw failure;
        }
        return new SendResult(problem);
    });
    return listOf('Messaging.SendEmailResult', results);
};

/** An Id as text. @throws EmailException for a text that is none */
const readId = (text: string | null, name: string): string | null => {
    if (text === null) return null;
    return tryReadApexId(text) ?? raise('System.EmailException', `Invalid ${name}: ${text}`);
};
/** The message that a stored template makes, not sent. Source: Apex Reference Guide, "renderStoredEmailTemplate". */
const renderStored = (templateId: string, whoId: string | null, whatId: string | null): Email => {
    const id = readId(need(templateId), 'templateId') ?? '';
    const records = { who: readId(whoId, 'whoId'), what: readId(whatId, 'whatId') };
    const template = storedTemplate(id) ?? raise('System.EmailException', `Invalid templateId: ${id}`);
    const message = new Email();
    setTexts(message, mergedTexts(template, records));
    message.values.set('TemplateId', id);
    message.values.set('TargetObjectId', records.who);
    message.values.set('WhatId', records.what);
    return message;
};
const renderTexts = (whoId: string | null, whatId: string | null, bodies: ApexList): ApexList => {
    const records = { who: readId(whoId, 'whoId'), what: readId(whatId, 'whatId') };
    return listOf(
        'Messaging.RenderEmailTemplateBodyResult',
        need(bodies).items.map((body) => new RenderedBody(merged(toText(need(body)), records)))
    );
};
class RenderedBody {
    readonly text: string;
    constructor(text: string) {
        this.text = text;
    }
}
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
        'static List<Messaging.SendEmailResult> sendEmailMessage(List<Id> ids)': (ids: ApexList | null) =>
            sendDrafts(ids, true),
        'static List<Messaging.SendEmailResult> sendEmailMessage(List<Id> ids, Boolean allOrNone)': sendDrafts,
        'static List<Messaging.RenderEmailTemplateBodyResult> renderEmailTemplate(String whoId, String whatId, List<String> bodies)':
            renderTexts,
        ...Object.fromEntries(
            TEMPLATE_FORMS.map((form) => [
                `static Messaging.SingleEmailMessage renderStoredEmailTemplate(${form})`,
                renderStored
            ])
        )
    }
};
const renderResult: LibraryType = {
    name: 'Messaging.RenderEmailTemplateBodyResult',
    kind: 'class',
    is: (value) => value instanceof RenderedBody,
    members: {
        'String getMergedBody()': (self: RenderedBody) => self.text,
        'Boolean getSuccess()': () => true,
        'List<Messaging.RenderEmailTemplateError> getErrors()': () => listOf('Messaging.RenderEmailTemplateError', [])
    }
};
/** There is none: a merge field without a record is empty, as it is in a message. */
const renderError: LibraryType = {
    name: 'Messaging.RenderEmailTemplateError',
    kind: 'class',
    is: () => false,
    members: {
        'String getFieldName()': () => null,
        'String getMessage()': () => null,
        'Integer getOffset()': () => null,
        'System.StatusCode getStatusCode()': () => null
    }
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
/** Ids of CustomNotificationType. */
const NOTIFICATION_TYPE = '0ML';
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
        'void setActionGroup(String name)': (self: Notification, name: string | null) => {
            self.values.set('ActionGroup', name);
        },
        'void send(Set<String> users)': (self: Notification, users: unknown) => {
            for (const name of REQUIRED) {
                if (!self.values.get(name)) raise('System.HandledException', `Required field is missing: ${name}`);
            }
            if (!self.values.get('TargetId') && !self.values.get('TargetPageRef')) {
                raise('System.HandledException', 'Required field is missing: TargetId or TargetPageRef');
            }
            if (!String(self.values.get('NotificationTypeId')).startsWith(NOTIFICATION_TYPE)) {
                raise('System.HandledException', 'The notification type is invalid');
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
    ...draftTypes,
    sendResult,
    sendError,
    notification,
    renderResult,
    renderError,
    enumeration('Messaging.AttachmentRetrievalOption', 'METADATA_ONLY METADATA_WITH_BODY NONE')
];
