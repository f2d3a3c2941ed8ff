/** E-mail messages as Apex builds them. */
import { ApexList, toText } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';

type Members = LibraryType['members'];

/** A message under construction: its setters by property name. */
export class Draft {
    readonly values = new Map<string, unknown>();
    text(name: string): string | null {
        const value = this.values.get(name);
        return value === null || value === undefined ? null : toText(value);
    }
    list(name: string): readonly unknown[] {
        const value = this.values.get(name);
        return value instanceof ApexList ? value.items : [];
    }
}
export class Email extends Draft {
    readonly mass: boolean;
    constructor(mass = false) {
        super();
        this.mass = mass;
    }
}
export class Attachment extends Draft {}
const property = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
/** `setSubject(String subject)`, `getSubject()` and the property `subject` of each name. */
export const accessors = (types: Readonly<Record<string, string>>, booleans: 'get' | 'is' = 'get'): Members => {
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
            CustomHeaders: 'Map<String, String>',
            OneClickPost: 'Boolean',
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
        ...accessors({ DocumentAttachments: 'List<Id>' })
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

export const draftTypes: readonly LibraryType[] = [baseEmail, email, massEmail, attachment];
