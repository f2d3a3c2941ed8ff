/** Rows of reports, dashboards and their folders. */
import type { AnalyticsFolderDef, MetadataModel } from '../metadata/types.ts';
import { textIn, type Mirrors, type Row } from './mirrorWriter.ts';

const folderKey = (kind: string, name: string): string => `${kind}:${name}`;
/** A folder's own name: of `Sales/Europe` it is `Europe`. */
const lastName = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

const folderRow = (mirrors: Mirrors, { kind, name, label, isPublic }: AnalyticsFolderDef): Row => ({
    Id: mirrors.idsOf('Folder').of(folderKey(kind, name)),
    DeveloperName: lastName(name),
    Name: label,
    Type: kind,
    AccessType: isPublic ? 'Public' : 'Hidden',
    IsReadonly: false
});

/** Brings the rows up to date; `FolderName` is the folder's label, as on the platform. */
export const writeAnalytics = (mirrors: Mirrors, { analytics }: MetadataModel): void => {
    const { folders, reports, dashboards } = analytics;
    const ids = mirrors.idsOf('Folder');
    mirrors.write(
        'Folder',
        'Id',
        folders.map((folder) => folderRow(mirrors, folder)),
        (row) => textIn(row, 'Id')
    );
    const place = (kind: AnalyticsFolderDef['kind'], name: string): { id: string | null; label: string } => {
        const folder = folders.find((one) => one.kind === kind && one.name === name);
        return folder
            ? { id: ids.of(folderKey(kind, name)), label: folder.label }
            : { id: null, label: 'Public Reports' };
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
};
