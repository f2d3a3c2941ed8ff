/** Classes and triggers made, changed and deleted one by one. Each is a deployment. Source: Tooling API, "ApexClass", "ApexTrigger". */
import { manifestText } from '../../metadata/index.ts';
import { PlatformError } from '../../model/index.ts';
import type { Id } from '../../model/index.ts';
import type { DeployMessage } from '../../org/deploy/messages.ts';
import { deployedComponents, keyOf } from '../../org/deploy/plan.ts';
import { deployFiles } from '../../org/deploy/run.ts';
import type { PackageOutcome } from '../../org/deploy/run.ts';
import { idsOfMembers } from '../../org/memberIds.ts';
import type { Org } from '../../org/types.ts';
import { escapeXml } from '../soap/envelope.ts';
import { requireDeployer } from '../metadata/deploys.ts';
import { filesWithout } from '../metadata/crudDocuments.ts';
import type { JsonObject } from '../http.ts';
import type { Call } from '../types.ts';
import type { Writer } from './writers.ts';

export type ApexType = 'ApexClass' | 'ApexTrigger';
/** Code of one class or trigger. */
export interface ApexUnit {
    readonly type: ApexType;
    readonly name: string;
    readonly body: string;
    readonly apiVersion?: string | undefined;
}

const FOLDER: Readonly<Record<ApexType, readonly [folder: string, suffix: string]>> = {
    ApexClass: ['classes', 'cls'],
    ApexTrigger: ['triggers', 'trigger']
};
const NEWEST = '67.0';

const sameId = (left: string, right: string): boolean => left.slice(0, 15) === right.slice(0, 15);

/** The classes or triggers that are deployed, by name, with their versions. */
const deployedUnits = (org: Org, type: ApexType): ReadonlyMap<string, string | undefined> =>
    new Map(
        [...deployedComponents(org).values()]
            .filter((component) => component.type === type)
            .map(({ fullName, files }) => {
                const meta = [...files].find(([path]) => path.endsWith('-meta.xml'))?.[1];
                const text = meta ? Buffer.from(meta).toString('utf8') : '';
                return [fullName, /<apiVersion>([\d.]+)</.exec(text)?.[1]] as const;
            })
    );

/** The name and version of what an Id stands for; undefined where there is nothing. */
export const unitOfId = (
    org: Org,
    type: ApexType,
    id: string
): { readonly name: string; readonly apiVersion: string | undefined } | undefined => {
    const units = deployedUnits(org, type);
    const names = [...units.keys()];
    const ids = idsOfMembers(org, type, names);
    const name = names.find((_name, at) => sameId(ids[at] ?? '', id));
    return name === undefined ? undefined : { name, apiVersion: units.get(name) };
};

/**
 * Deploys classes and triggers together: all of them or none.
 * @throws PlatformError INSUFFICIENT_ACCESS
 */
export const deployUnits = (call: Call, units: readonly ApexUnit[], checkOnly: boolean): PackageOutcome => {
    call.transaction(requireDeployer);
    const ids = units.map(({ type, name }) => ({ type, fullName: name }));
    const files = new Map<string, Uint8Array>([['package.xml', Buffer.from(manifestText(ids, NEWEST))]]);
    for (const { type, name, body, apiVersion = NEWEST } of units) {
        const [folder, suffix] = FOLDER[type];
        const meta = `<?xml version="1.0" encoding="UTF-8"?>\n<${type} xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>${escapeXml(apiVersion)}</apiVersion><status>Active</status></${type}>\n`;
        files.set(`${folder}/${name}.${suffix}`, Buffer.from(body));
        files.set(`${folder}/${name}.${suffix}-meta.xml`, Buffer.from(meta));
    }
    const options = { checkOnly, rollbackOnError: true, by: call.userId };
    return deployFiles(call.org, files, options, new Date().toISOString());
};

/** @throws PlatformError with the first problem of a deployment that failed */
const requireSuccess = ({ status, failures }: PackageOutcome): void => {
    if (status === 'Succeeded') return;
    const place = ({ lineNumber, columnNumber }: DeployMessage): string =>
        lineNumber === undefined ? '' : `line ${lineNumber}, column ${columnNumber ?? 1}: `;
    const message = failures.map((failure) => `${place(failure)}${failure.problem ?? ''}`).join('\n');
    throw new PlatformError('FIELD_INTEGRITY_EXCEPTION', message, ['Body']);
};

const textIn = (values: JsonObject, name: string): string | undefined => {
    const found = Object.entries(values).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
    if (typeof found === 'number') return found.toFixed(1);
    return typeof found === 'string' && found !== '' ? found : undefined;
};

/** The name that code gives itself; comments may stand before it. */
export const nameIn = (body: string, type: ApexType): string | undefined => {
    const code = body.replace(/\/\*[^]*?\*\/|\/\/.*|'(?:\\.|[^'\\])*'/g, ' ');
    return (type === 'ApexClass' ? /\b(?:class|interface|enum)\s+(\w+)/i : /\btrigger\s+(\w+)/i).exec(code)?.[1];
};

const missing = (name: string): PlatformError =>
    new PlatformError('REQUIRED_FIELD_MISSING', `Required fields are missing: [${name}]`, [name]);

const create = (call: Call, type: ApexType, values: JsonObject): Id => {
    const body = textIn(values, 'Body');
    if (body === undefined) throw missing('Body');
    const name = nameIn(body, type) ?? textIn(values, 'Name');
    if (name === undefined) throw missing('Name');
    if (deployedComponents(call.org).has(keyOf({ type, fullName: name })))
        throw new PlatformError(
            'DUPLICATE_VALUE',
            `duplicate value found: <unknown> duplicates value on record with id: ${idsOfMembers(call.org, type, [name])[0] ?? ''}`
        );
    requireSuccess(deployUnits(call, [{ type, name, body, apiVersion: textIn(values, 'ApiVersion') }], false));
    return idsOfMembers(call.org, type, [name])[0] ?? '';
};

const known = (call: Call, type: ApexType, id: string): NonNullable<ReturnType<typeof unitOfId>> => {
    const unit = unitOfId(call.org, type, id);
    if (!unit) throw new PlatformError('NOT_FOUND', 'The requested resource does not exist');
    return unit;
};

const update = (call: Call, type: ApexType, id: string, values: JsonObject): void => {
    const { name, apiVersion } = known(call, type, id);
    const body = textIn(values, 'Body');
    if (body === undefined) throw missing('Body');
    const unit = { type, name, body, apiVersion: textIn(values, 'ApiVersion') ?? apiVersion };
    requireSuccess(deployUnits(call, [unit], false));
};

const remove = (call: Call, type: ApexType, id: string): void => {
    const { name } = known(call, type, id);
    call.transaction(requireDeployer);
    const options = { checkOnly: false, rollbackOnError: true, by: call.userId };
    const files = filesWithout({ type, fullName: name });
    requireSuccess(deployFiles(call.org, files, options, new Date().toISOString()));
};

const writerFor = (type: ApexType): Writer => ({
    create: (call, values) => create(call, type, values),
    update: (call, id, values) => update(call, type, id, values),
    remove: (call, id) => remove(call, type, id)
});

export const apexWriters: Readonly<Record<ApexType, Writer>> = {
    ApexClass: writerFor('ApexClass'),
    ApexTrigger: writerFor('ApexTrigger')
};
