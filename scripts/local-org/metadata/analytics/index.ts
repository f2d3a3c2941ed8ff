/** Report types, reports, dashboards and their folders. */
import { fold, type Schema } from '../../model/index.ts';
import { documentsOf } from '../documents.ts';
import type { Report } from '../problems.ts';
import type { ComponentSource } from '../types.ts';
import { requireElements } from '../xml/check.ts';
import { childOf, childrenOf, textOf, type XmlElement } from '../xml/document.ts';
import { readDashboards } from './dashboards.ts';
import { readReports } from './reports.ts';
import { readReportTypes } from './reportTypes.ts';
import type { AnalyticsFolderDef, AnalyticsModel } from './types.ts';

export { TIME_FRAMES } from './timeFrames.ts';

/** The folder that every org has. */
const PUBLIC_FOLDER = 'unfiled$public';

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

const readFolders = (
    components: readonly ComponentSource[],
    kind: AnalyticsFolderDef['kind'],
    report: Report
): AnalyticsFolderDef[] =>
    documentsOf(components, `${kind}Folder`, report).map(({ root, name }): AnalyticsFolderDef => {
        requireElements(root, ['name'], report);
        return Object.freeze({ kind, name, label: textOf(root, 'name') ?? name, isPublic: isPublic(root, report) });
    });

/** What is in a folder that is not there. */
const checkFolders = (
    components: readonly ComponentSource[],
    folders: readonly AnalyticsFolderDef[],
    report: Report
): void => {
    const known = new Set(folders.map(({ kind, name }) => fold(`${kind}:${name}`)));
    for (const { type, fullName, files } of components) {
        if (type !== 'Report' && type !== 'Dashboard') continue;
        const folder = fullName.slice(0, fullName.lastIndexOf('/'));
        if (folder !== PUBLIC_FOLDER && !known.has(fold(`${type}:${folder}`)))
            report.add([...files.keys()][0] ?? fullName, `Cannot find folder: ${folder}`);
    }
};

export const readAnalytics = (
    components: readonly ComponentSource[],
    schema: Schema,
    report: Report
): AnalyticsModel => {
    const reportTypes = readReportTypes(components, schema, report);
    const reports = readReports(components, reportTypes, schema, report);
    const folders = [...readFolders(components, 'Report', report), ...readFolders(components, 'Dashboard', report)];
    checkFolders(components, folders, report);
    return Object.freeze({ reportTypes, reports, dashboards: readDashboards(components, reports, report), folders });
};
