/** Classic e-mail templates: `Name.email` with the content, `Name.email-meta.xml` with the rest. */
import { documentsOf } from './documents.ts';
import { folderOf } from './folders.ts';
import type { Report } from './problems.ts';
import type { ComponentSource } from './types.ts';
import { requireElements } from './xml/check.ts';
import { childOf, flagOf, textOf } from './xml/document.ts';

export interface MailTemplateDef {
    readonly folder: string;
    readonly developerName: string;
    readonly label: string;
    readonly description: string | null;
    readonly type: string;
    readonly style: string;
    readonly uiType: string;
    readonly encoding: string;
    readonly isActive: boolean;
    readonly subject: string | null;
    /** Plain text; null where the template has none. */
    readonly text: string | null;
    readonly html: string | null;
    /** Of a Visualforce template. */
    readonly markup: string | null;
    readonly relatedEntityType: string | null;
}

const contentOf = ({ files }: ComponentSource): string | undefined => {
    const bytes = [...files].find(([file]) => file.endsWith('.email'))?.[1];
    return bytes && new TextDecoder().decode(bytes);
};

/** Source: Metadata API Developer Guide, "EmailTemplate": the content is HTML, or text where the type says so; `textOnly` is the text beside HTML. */
export const readMailTemplates = (components: readonly ComponentSource[], report: Report): MailTemplateDef[] =>
    documentsOf(components, 'EmailTemplate', report).flatMap(({ component, name, root }) => {
        const content = contentOf(component);
        if (content === undefined) report.add(root, `EmailTemplate ${name}: its content is missing`);
        for (const element of ['letterhead', 'attachments', 'attachedDocuments'])
            if (childOf(root, element))
                report.add(root, `not supported by the local org: ${element} of an e-mail template`);
        if (!requireElements(root, ['available', 'encodingKey', 'name', 'style', 'type'], report)) return [];
        const type = textOf(root, 'type') ?? '';
        return [
            Object.freeze({
                folder: folderOf(name),
                developerName: name.slice(name.lastIndexOf('/') + 1),
                label: textOf(root, 'name') ?? '',
                description: textOf(root, 'description') ?? null,
                type,
                style: textOf(root, 'style') ?? 'none',
                uiType: textOf(root, 'uiType') ?? 'Aloha',
                encoding: textOf(root, 'encodingKey') ?? '',
                isActive: flagOf(root, 'available'),
                subject: textOf(root, 'subject') ?? null,
                text: (type === 'text' ? content : textOf(root, 'textOnly')) ?? null,
                html: type === 'html' || type === 'custom' ? (content ?? null) : null,
                markup: type === 'visualforce' ? (content ?? null) : null,
                relatedEntityType: textOf(root, 'relatedEntityType') ?? null
            } satisfies MailTemplateDef)
        ];
    });
