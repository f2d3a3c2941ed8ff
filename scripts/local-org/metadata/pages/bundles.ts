import { checkApiVersion, documentsOf } from '../documents.ts';
import { FoldedMap } from '../folded.ts';
import type { Report } from '../problems.ts';
import type { ComponentSource } from '../types.ts';
import { childOf, childrenOf, flagOf, type XmlElement } from '../xml/document.ts';

/** Targets of a component. Source: Lightning Web Components Developer Guide, "XML Configuration File Elements". */
const TARGETS = new Set([
    'lightning__AppPage',
    'lightning__HomePage',
    'lightning__RecordPage',
    'lightning__RecordAction',
    'lightning__FlowScreen',
    'lightning__FlowAction',
    'lightning__GlobalAction',
    'lightning__Inbox',
    'lightning__Tab',
    'lightning__UtilityBar',
    'lightning__UrlAddressable',
    'lightning__Dialog',
    'lightning__EnablementProgram',
    'lightning__ServiceDocument',
    'lightning__VoiceExtension',
    'lightningCommunity__Page',
    'lightningCommunity__Page_Layout',
    'lightningCommunity__Theme_Layout',
    'lightningCommunity__Default',
    'lightningSnapin__ChatMessage',
    'lightningSnapin__ChatHeader',
    'lightningSnapin__Minimized',
    'lightningSnapin__PreChat',
    'lightningStatic__Email'
]);

/** What a page builder may know of a component. */
export interface Bundle {
    readonly name: string;
    readonly exposed: boolean;
    readonly targets: ReadonlySet<string>;
    /** Target → objects it is offered for (empty: all) and its design properties. */
    readonly configs: ReadonlyMap<
        string,
        {
            readonly objects: ReadonlySet<string>;
            readonly properties: ReadonlyMap<string, XmlElement>;
            readonly formFactors: ReadonlySet<string>;
        }
    >;
}

const readConfigs = (root: XmlElement, targets: ReadonlySet<string>, report: Report): Bundle['configs'] => {
    const configs = new Map<
        string,
        { objects: Set<string>; properties: Map<string, XmlElement>; formFactors: Set<string> }
    >();
    for (const config of childOf(root, 'targetConfigs')?.children ?? []) {
        for (const target of (config.attributes.targets ?? '').split(',').map((name) => name.trim())) {
            if (!targets.has(target))
                report.add(config, `The target ${target} of a targetConfig is not among the component's targets`);
            const known = configs.get(target) ?? {
                objects: new Set<string>(),
                properties: new Map<string, XmlElement>(),
                formFactors: new Set<string>()
            };
            for (const objects of childrenOf(config, 'objects'))
                for (const object of childrenOf(objects, 'object')) known.objects.add(object.text);
            for (const property of childrenOf(config, 'property'))
                known.properties.set(property.attributes.name ?? '', property);
            for (const factors of childrenOf(config, 'supportedFormFactors'))
                for (const factor of childrenOf(factors, 'supportedFormFactor'))
                    known.formFactors.add(factor.attributes.type ?? '');
            configs.set(target, known);
        }
    }
    return configs;
};

/** Reads `.js-meta.xml` of all bundles. */
export const readBundles = (components: readonly ComponentSource[], report: Report): FoldedMap<Bundle> => {
    const bundles = new FoldedMap<Bundle>();
    for (const { root, name } of documentsOf(components, 'LightningComponentBundle', report)) {
        checkApiVersion(root, report);
        if (!/^[a-z][A-Za-z0-9_]*$/.test(name))
            report.add(
                root,
                `${name} is no name for a component: it begins with a lower-case letter and holds letters, digits and underscores`
            );
        const targets = new Set<string>();
        for (const target of childrenOf(childOf(root, 'targets') ?? root, 'target')) {
            if (!TARGETS.has(target.text)) report.add(target, `Invalid target: ${target.text}`);
            targets.add(target.text);
        }
        const exposed = flagOf(root, 'isExposed');
        bundles.set(name, { name, exposed, targets, configs: readConfigs(root, targets, report) });
    }
    return bundles;
};

/**
 * Refuses a component where it cannot stand.
 * @param object of a record page, to compare with the objects the component is offered for
 */
export const checkUse = (
    bundle: Bundle,
    target: string,
    object: string | undefined,
    place: XmlElement,
    report: Report
): void => {
    if (!bundle.exposed || !bundle.targets.has(target)) {
        report.add(
            place,
            `The component c:${bundle.name} is not available here: it must be exposed for the target ${target}`
        );
        return;
    }
    const objects = bundle.configs.get(target)?.objects;
    if (object !== undefined && objects && objects.size > 0 && !objects.has(object))
        report.add(place, `The component c:${bundle.name} is not offered for the object ${object}`);
};
