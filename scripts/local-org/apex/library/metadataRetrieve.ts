/** Metadata.Operations.retrieve: custom metadata records and page layouts of the org, as Apex reads them. */
import { fold, urlDecoded } from '../../model/index.ts';
import { childrenOf, parseXml, type XmlElement } from '../../metadata/xml/document.ts';
import { execution } from '../runtime/index.ts';
import { Data } from './dataTypes.ts';
import { constantsOf } from './enums.ts';
import { listOf, typeOf } from './support.ts';

const customMetadata = (fullName: string): Data | undefined => {
    const { model } = execution().program;
    const [type = '', name = ''] = fullName.split('.');
    const wanted = fold(type.replace(/__mdt$/i, ''));
    const found = model.customMetadata.find(
        (record) => fold(record.type.replace(/__mdt$/i, '')) === wanted && fold(record.developerName) === fold(name)
    );
    if (!found) return undefined;
    const values = [...found.values].map(
        ([field, value]) => new Data('Metadata.CustomMetadataValue', { field, value })
    );
    return new Data('Metadata.CustomMetadata', {
        fullName: `${found.type.replace(/__mdt$/i, '')}.${found.developerName}`,
        label: found.label,
        protected_x: found.protected,
        values: listOf('Metadata.CustomMetadataValue', values)
    });
};

/** Elements that Apex writes otherwise, for its own words. */
const RENAMED: Readonly<Record<string, string>> = { page: 'page_x' };
/** An element's text as the value of a property. */
const scalar = (element: XmlElement, typeName: string): unknown => {
    if (typeName === 'Boolean') return element.text === 'true';
    if (typeName === 'Integer') return Number(element.text);
    const library = typeName.startsWith('Metadata.') ? typeOf(typeName).library : undefined;
    if (library?.kind === 'enum') return constantsOf(library).find(({ name }) => name === element.text) ?? null;
    return element.text;
};
/** An element as an object of Apex; what the class does not know stays away. */
const structure = (element: XmlElement, className: string): Data => {
    const members = Object.keys(typeOf(className).library?.members ?? {});
    const values: Record<string, unknown> = {};
    for (const name of new Set(element.children.map((child) => child.name))) {
        const property = RENAMED[name] ?? name;
        const declared = members.find((member) => member.endsWith(` ${property}`) && !/^(set|static) /.test(member));
        if (declared === undefined) continue;
        const type = declared.slice(0, -property.length - 1);
        const inner = /^List<(.+)>$/.exec(type)?.[1];
        const made = childrenOf(element, name).map((child) =>
            child.children.length > 0 ? structure(child, inner ?? type) : scalar(child, inner ?? type)
        );
        values[property] = inner === undefined ? made[0] : listOf(inner, made);
    }
    return new Data(className, values);
};
const layout = (fullName: string): Data | undefined => {
    const { model } = execution().program;
    const decoded = urlDecoded(fullName);
    const component = [...model.components('Layout')].find((one) => fold(urlDecoded(one.fullName)) === fold(decoded));
    const [file] = component ? [...component.files] : [];
    const root = file && parseXml(file[0], file[1]);
    if (!component || !root || !('children' in root)) return undefined;
    const made = structure(root, 'Metadata.Layout');
    made.set('fullName', urlDecoded(component.fullName));
    return made;
};

/** The components of these names that there are. Source: Apex Reference Guide, Operations Class, retrieve. */
export const retrieveMetadata = (type: string, fullNames: readonly string[]): Data[] =>
    fullNames.flatMap((name) => (type === 'Layout' ? layout(name) : customMetadata(name)) ?? []);
