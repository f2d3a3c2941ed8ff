/** Results of a deployment in the Metadata API's shape: a message for each component, with its place in the archive. */
import { holderOf, partOfFile } from '../../metadata/index.ts';
import type { ComponentId, CutPlace, Deployment } from '../../metadata/index.ts';
import type { Problem } from '../../model/index.ts';
import type { DeployResult } from '../types.ts';
import type { Member } from './plan.ts';
import { keyOf } from './plan.ts';

/** Source: Metadata API Developer Guide, `DeployMessage`. */
export interface DeployMessage {
    readonly componentType: string;
    readonly fullName: string;
    readonly fileName: string;
    readonly success: boolean;
    readonly changed: boolean;
    readonly created: boolean;
    readonly deleted: boolean;
    readonly createdDate: string;
    readonly problem?: string;
    readonly problemType?: 'Error' | 'Warning';
    readonly lineNumber?: number;
    readonly columnNumber?: number;
}

const none = { changed: false, created: false, deleted: false } as const;

export const successMessage = ({ type, fullName, file, change }: Member, createdDate: string): DeployMessage => ({
    componentType: type,
    fullName,
    fileName: file,
    success: true,
    changed: change === 'created' || change === 'changed',
    created: change === 'created',
    deleted: change === 'deleted',
    createdDate,
    ...(change === 'missing' ? { problem: `No ${type} named: ${fullName} found`, problemType: 'Warning' } : {})
});

const failure = (id: ComponentId, file: string, problem: Problem, createdDate: string): DeployMessage => ({
    componentType: id.type,
    fullName: id.fullName,
    fileName: file,
    success: false,
    ...none,
    createdDate,
    problem: problem.message,
    problemType: 'Error',
    lineNumber: problem.line,
    columnNumber: problem.column
});

const moved = ({ line, column }: Problem, place: CutPlace): { line: number; column: number } => ({
    line: place.line + line - 1,
    column: line === 1 ? Math.max(1, column + place.columnShift) : column
});

/** Problems of reading the archive: they know their component and place already. */
export const readingFailures = (deployment: Deployment, createdDate: string): DeployMessage[] =>
    deployment.problems.map((problem) => failure(problem.component, problem.file, problem, createdDate));

/** `force-app/main/objects/A__c/fields/B__c.field-meta.xml` → how the archive of a deployment would name the file. */
const archiveName = (path: string): string => {
    const parts = path.split('/');
    const at = parts.findLastIndex((part) => part === 'objects' || part === 'lwc');
    const short = (at >= 0 ? parts.slice(at) : parts.slice(-2)).join('/');
    const object = /^objects\/([^/]+)\//.exec(short)?.[1];
    return object === undefined ? short.replace(/-meta\.xml$/, '') : `objects/${object}.object`;
};

/**
 * What compiling found, as failures of components: with the place in the archive, also where an object was taken apart.
 * @param deployment whose places are known; a problem elsewhere is one of a component that was there already
 */
export const compileFailures = (
    problems: DeployResult['problems'],
    deployment: Deployment,
    createdDate: string
): DeployMessage[] => {
    const ownFiles = new Map(deployment.components.flatMap((one) => [...one.files.keys()].map((path) => [path, one])));
    const fileOfMember = new Map(deployment.deployed.map((one) => [keyOf(one), one.file]));
    return problems.map((problem) => {
        const component = problem.component ?? { type: '', fullName: problem.file };
        const member = partOfFile(component, problem.file);
        const place = deployment.places.get(problem.file);
        if (place) return failure(member, place.file, { ...problem, ...moved(problem, place) }, createdDate);
        // A merged file keeps the path that it has in the org: its member says which part of the archive it came from.
        const merged = [...ownFiles].find(
            ([path, one]) => keyOf(one) === keyOf(holderOf(member)) && keyOf(partOfFile(one, path)) === keyOf(member)
        )?.[0];
        const mergedPlace = merged === undefined ? undefined : deployment.places.get(merged);
        if (mergedPlace)
            return failure(member, mergedPlace.file, { ...problem, ...moved(problem, mergedPlace) }, createdDate);
        const file = ownFiles.has(problem.file) ? problem.file : fileOfMember.get(keyOf(member));
        return failure(member, file ?? archiveName(problem.file), problem, createdDate);
    });
};
