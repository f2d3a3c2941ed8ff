import { Report } from './problems.ts';
import { readRoot } from './schema/objectSource.ts';
import type { ComponentSource } from './types.ts';
import { childOf, textOf, type XmlElement } from './xml/document.ts';

const MAX_API_VERSION = 67;

/** Types that have other files beside their document → how the document's name ends. */
const META_FILES: Readonly<Record<string, string>> = {
    ApexClass: '.cls-meta.xml',
    ApexTrigger: '.trigger-meta.xml',
    EmailTemplate: '.email-meta.xml',
    Certificate: '.crt-meta.xml',
    ContentAsset: '.asset-meta.xml',
    LightningComponentBundle: '.js-meta.xml',
    StaticResource: '.resource-meta.xml'
};

/** A component with its parsed document. */
export interface Document {
    readonly component: ComponentSource;
    readonly name: string;
    readonly root: XmlElement;
}

/** Parses and checks the XML documents of all components of a type. */
export const documentsOf = (components: readonly ComponentSource[], type: string, report: Report): Document[] => {
    const documents: Document[] = [];
    for (const component of components) {
        if (component.type !== type) continue;
        for (const [file, bytes] of component.files) {
            const meta = META_FILES[type];
            if (meta !== undefined && !file.endsWith(meta)) continue;
            // An unpacked archive may hold whatever, documents of other resources too.
            if (type === 'StaticResource' && `/${file}`.includes(`/staticresources/${component.fullName}/`)) continue;
            const root = readRoot(file, bytes, type, report, component.origin === 'base');
            if (root) documents.push({ component, name: component.fullName, root });
        }
    }
    return documents;
};

/** Apex of old versions still compiles and runs: only calls of the APIs by them were retired. */
const FIRST_API_VERSION = 7;

/** Refuses an API version that is missing, no number, or newer than the platform's. */
export const checkApiVersion = (root: XmlElement, report: Report): void => {
    const element = childOf(root, 'apiVersion');
    const version = Number(textOf(root, 'apiVersion'));
    if (!element) report.add(root, 'Required field is missing: apiVersion');
    else if (!/^\d{1,2}\.0$/.test(element.text) || version > MAX_API_VERSION || version < FIRST_API_VERSION)
        report.add(element, `Invalid api version specified: ${element.text} (a number up to ${MAX_API_VERSION}.0)`);
};
