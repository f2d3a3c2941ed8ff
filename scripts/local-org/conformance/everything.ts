/** A permission set that grants all custom objects, fields and tabs of a model, so that cases about other things need not grant them. */
import { isPermissionable, type ComponentSource, type MetadataModel } from '../metadata/index.ts';

export const EVERYTHING = 'Everything';

const flags = (names: readonly string[], value: boolean): string =>
    names.map((name) => `<${name}>${value}</${name}>`).join('');

const fieldsOf = (model: MetadataModel): string =>
    model.schema.objects
        .flatMap((object) =>
            object.fields
                .filter((field) => field.custom && field.partOf === undefined && isPermissionable(field, object))
                .map((field) => {
                    const editable = !field.formula && !field.rollup && field.type !== 'autoNumber';
                    return `<fieldPermissions><editable>${editable}</editable><field>${object.name}.${field.name}</field><readable>true</readable></fieldPermissions>`;
                })
        )
        .join('\n');

const objectsOf = (model: MetadataModel): string =>
    model.schema.objects
        .filter(({ kind }) => kind === 'custom' || kind === 'platformEvent' || kind === 'bigObject')
        .map(({ name, kind }) => {
            const all = kind === 'custom';
            return `<objectPermissions>${flags(['allowCreate'], true)}${flags(['allowDelete', 'allowEdit'], all)}${flags(['allowRead'], true)}${flags(['modifyAllRecords'], all)}<object>${name}</object>${flags(['viewAllRecords'], all)}</objectPermissions>`;
        })
        .join('\n');

const namesOf = (element: string, names: Iterable<string>): string =>
    [...names].map((name) => `<${element}><enabled>true</enabled><name>${name}</name></${element}>`).join('\n');

const tabsOf = ({ pages }: MetadataModel): string =>
    pages.tabs
        .map(({ name }) => `<tabSettings><tab>${name}</tab><visibility>Visible</visibility></tabSettings>`)
        .join('\n');

/** The component, to be deployed beside the model's own. */
export const everythingSet = (model: MetadataModel): ComponentSource => {
    const mdt = model.schema.objects.filter(({ kind }) => kind === 'customMetadata').map(({ name }) => name);
    const settings = model.schema.objects.filter(({ kind }) => kind === 'customSetting').map(({ name }) => name);
    const text = `<?xml version="1.0" encoding="UTF-8"?>
<PermissionSet xmlns="http://soap.sforce.com/2006/04/metadata">
<label>${EVERYTHING}</label>
${namesOf('customMetadataTypeAccesses', mdt)}
${namesOf('customSettingAccesses', settings)}
${fieldsOf(model)}
${objectsOf(model)}
${tabsOf(model)}
</PermissionSet>`;
    return {
        type: 'PermissionSet',
        fullName: EVERYTHING,
        files: new Map([[`permissionsets/${EVERYTHING}.permissionset-meta.xml`, Buffer.from(text)]]),
        hash: text,
        origin: 'project'
    };
};
