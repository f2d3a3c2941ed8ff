/** Reports cloned and deleted, each as a deployment. Source: Reports and Dashboards REST API Developer Guide, "Clone Report", "Delete Report". */
import { NotSupported, PlatformError } from '../../model/index.ts';
import type { XmlElement } from '../../metadata/index.ts';
import { deployFiles } from '../../org/deploy/run.ts';
import { isObject, noContent, readObject, textOf } from '../http.ts';
import { elementOf, filesOf, filesWithout } from '../metadata/crudDocuments.ts';
import { retrievableComponents } from '../metadata/platformComponents.ts';
import type { ApiResponse, Call } from '../types.ts';
import { reportOf, reportsOf } from './find.ts';

/**
 * All reports here are in folders of the org, nobody has one of their own: "Create and Customize Reports" alone changes none.
 * Source: Salesforce Help, "Report and Dashboard User Permissions", Manage Reports in Public Folders.
 */
const NEEDED = ['ManageReportsInPubFolders', 'ModifyAllData'];

/** The component of a report. @throws PlatformError FORBIDDEN, NOT_FOUND */
const componentOf = (call: Call, reportId: string) =>
    call.transaction((tx) => {
        const { def } = reportOf(call.org, tx, reportId);
        if (!NEEDED.some((name) => tx.user.access.permission(name)))
            throw new PlatformError('FORBIDDEN', 'You need the user permission Manage Reports in Public Folders.');
        return { def, id: { type: 'Report', fullName: `${def.folder}/${def.developerName}` } };
    });

const deployed = (call: Call, files: ReadonlyMap<string, Uint8Array>): void => {
    const options = { checkOnly: false, rollbackOnError: true, by: call.userId };
    const { status, failures } = deployFiles(call.org, files, options, new Date().toISOString());
    if (status !== 'Succeeded')
        throw new PlatformError('BAD_REQUEST', failures.map(({ problem = '' }) => problem).join('\n'));
};

/** Deletes a report. @throws PlatformError FORBIDDEN, NOT_FOUND */
export const removeReport = (call: Call): ApiResponse => {
    const { id } = componentOf(call, call.parameters.id ?? '');
    deployed(call, filesWithout(id));
    return noContent();
};

const renamed = (element: XmlElement, name: string): XmlElement => ({
    ...element,
    children: element.children.map((child) => (child.name === 'name' ? { ...child, text: name } : child))
});

/**
 * Makes a report of another one (`?cloneId=…`), with a new name.
 * @returns the Id of the new report
 * @throws NotSupported without `cloneId`: a report that is made of its metadata
 */
export const cloneReport = (call: Call): string => {
    const source = call.query.get('cloneId');
    if (source === null) throw new NotSupported('making reports by the API; clone them or deploy them');
    const { def, id } = componentOf(call, source);
    const { reportMetadata } = readObject(call.request);
    const name = isObject(reportMetadata) ? textOf(reportMetadata, 'name') : undefined;
    if (name === undefined || name.trim() === '' || name.length > 40)
        throw new PlatformError('BAD_REQUEST', 'The name of a report has 1 to 40 characters');
    const element = elementOf(retrievableComponents(call.org), id);
    if (!element) throw new PlatformError('NOT_FOUND', 'The requested resource does not exist');
    const base =
        name
            .replace(/\W+/g, '_')
            .replace(/^_+|_+$/g, '')
            .replace(/^(?=\d)/, 'X') || 'Report';
    const taken = new Set(
        call.transaction((tx) => reportsOf(call.org, tx)).map((one) => one.def.developerName.toLowerCase())
    );
    let developerName = base;
    for (let number = 1; taken.has(developerName.toLowerCase()); number++) developerName = `${base}_${number}`;
    const clone = { type: 'Report', fullName: `${def.folder}/${developerName}` };
    deployed(call, filesOf(clone, renamed(element, name)));
    const made = call.transaction((tx) =>
        reportsOf(call.org, tx).find((one) => one.def.developerName === developerName)
    );
    return made?.id ?? '';
};
