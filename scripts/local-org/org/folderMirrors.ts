/** Rows of folders and of what stands in them: reports, dashboards, e-mail templates. */
import type { Id } from '../model/index.ts';
import type { FolderDef, MailTemplateDef, MetadataModel } from '../metadata/types.ts';
import { textIn, type Mirrors, type Row } from './mirrorWriter.ts';

const folderKey = (kind: string, name: string): string => `${kind}:${name}`;
/** A folder's own name: of `Sales/Europe` it is `Europe`. */
const lastName = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

const folderRow = (mirrors: Mirrors, { kind, name, label, isPublic }: FolderDef): Row => ({
    Id: mirrors.idsOf('Folder').of(folderKey(kind, name)),
    DeveloperName: lastName(name),
    Name: label,
    Type: kind,
    AccessType: isPublic ? 'Public' : 'Hidden',
    IsReadonly: false
});

interface Place {
    readonly id: string | null;
    readonly label: string;
}
const UNFILED: Readonly<Record<FolderDef['kind'], string>> = {
    Report: 'Public Reports',
    Dashboard: 'Public Reports',
    Email: 'Unfiled Public Classic Email Templates'
};

const templateRow = (template: MailTemplateDef, { id, label }: Place): Row => ({
    DeveloperName: template.developerName,
    Name: template.label,
    Description: template.description,
    FolderId: id,
    FolderName: label,
    TemplateType: template.type,
    TemplateStyle: template.style,
    UiType: template.uiType,
    Encoding: template.encoding,
    IsActive: template.isActive,
    Subject: template.subject,
    Body: template.text,
    HtmlValue: template.html,
    Markup: template.markup,
    RelatedEntityType: template.relatedEntityType
});

/**
 * Brings the rows up to date; `FolderName` is the folder's label, as on the platform.
 * @param orgId where templates without a folder stand
 */
export const writeFolders = (mirrors: Mirrors, model: MetadataModel, orgId: Id): void => {
    const { folders, mailTemplates } = model;
    const { reports, dashboards } = model.analytics;
    const ids = mirrors.idsOf('Folder');
    mirrors.write(
        'Folder',
        'Id',
        folders.map((folder) => folderRow(mirrors, folder)),
        (row) => textIn(row, 'Id')
    );
    const place = (kind: FolderDef['kind'], name: string): Place => {
        const folder = folders.find((one) => one.kind === kind && one.name === name);
        if (folder) return { id: ids.of(folderKey(kind, name)), label: folder.label };
        return { id: kind === 'Email' ? orgId : null, label: UNFILED[kind] };
    };
    mirrors.write(
        'Report',
        'DeveloperName',
        reports.map(({ developerName, label, description, folder, format }) => ({
            DeveloperName: developerName,
            Name: label,
            Description: description || null,
            OwnerId: place('Report', folder).id,
            FolderName: place('Report', folder).label,
            Format: format
        }))
    );
    mirrors.write(
        'Dashboard',
        'DeveloperName',
        dashboards.map(({ developerName, label, description, folder }) => ({
            DeveloperName: developerName,
            Title: label,
            Description: description || null,
            FolderId: place('Dashboard', folder).id,
            FolderName: place('Dashboard', folder).label,
            Type: 'LoggedInUser'
        }))
    );
    mirrors.write(
        'EmailTemplate',
        'DeveloperName',
        mailTemplates.map((template) => templateRow(template, place('Email', template.folder)))
    );
};
