/** Folders of reports, dashboards and e-mail templates. */
import { fold } from '../model/index.ts';
import { documentsOf } from './documents.ts';
import type { Report } from './problems.ts';
import type { ComponentSource } from './types.ts';
import { requireElements } from './xml/check.ts';
import { childOf, childrenOf, textOf, type XmlElement } from './xml/document.ts';

/** The folder that every org has, of each kind. */
export const PUBLIC_FOLDER = 'unfiled$public';

/** What folders are for, by the metadata type of what they hold. */
const KINDS = { Report: 'Report', Dashboard: 'Dashboard', EmailTemplate: 'Email' } as const;
const isFoldered = (type: string): type is keyof typeof KINDS => Object.hasOwn(KINDS, type);

export interface FolderDef {
    /** As `Folder.Type` has it. */
    readonly kind: (typeof KINDS)[keyof typeof KINDS];
    /** With the folders above: `Sales/Europe`. */
    readonly name: string;
    readonly label: string;
    /** Open to everybody in the organisation, or to those only who see all data. */
    readonly isPublic: boolean;
}

const isPublic = (root: XmlElement, report: Report): boolean => {
    const access = textOf(root, 'accessType');
    const shares = childrenOf(root, 'folderShares');
    for (const share of shares)
        if (textOf(share, 'sharedToType') !== 'Organization')
            report.add(
                share,
                `not supported by the local org: a folder that is shared with a ${textOf(share, 'sharedToType') ?? ''}`
            );
    if (childOf(root, 'sharedTo'))
        report.add(root, 'not supported by the local org: a folder that is shared with some');
    return access === 'Public' || access === 'PublicInternal' || shares.length > 0;
};

/** All folders; a problem for each component in a folder that is not there. */
export const readFolders = (components: readonly ComponentSource[], report: Report): FolderDef[] => {
    const folders = Object.values(KINDS).flatMap((kind) =>
        documentsOf(components, `${kind}Folder`, report).map(({ root, name }): FolderDef => {
            requireElements(root, ['name'], report);
            return Object.freeze({ kind, name, label: textOf(root, 'name') ?? name, isPublic: isPublic(root, report) });
        })
    );
    const known = new Set(folders.map(({ kind, name }) => fold(`${kind}:${name}`)));
    for (const { type, fullName, files } of components) {
        if (!isFoldered(type)) continue;
        const folder = folderOf(fullName);
        if (folder !== PUBLIC_FOLDER && !known.has(fold(`${KINDS[type]}:${folder}`)))
            report.add([...files.keys()][0] ?? fullName, `Cannot find folder: ${folder}`);
    }
    return folders;
};

/** The folder in a component's full name: of `Sales/Europe/Won` it is `Sales/Europe`. */
export const folderOf = (fullName: string): string => fullName.slice(0, fullName.lastIndexOf('/'));
