/** What an org has without a deployment, as files that a client may retrieve: profiles, standard objects, layouts, standard value sets. */
import { makeComponent, mergeComponent, standardValueSets } from '../../metadata/index.ts';
import type { ComponentSource, GrantDef } from '../../metadata/index.ts';
import type { ObjectDef, PicklistValueDef, SharingModel } from '../../model/index.ts';
import { deployedComponents, keyOf } from '../../org/deploy/plan.ts';
import type { Org } from '../../org/types.ts';
import { escapeXml } from '../soap/envelope.ts';

const documentOf = (type: string, lines: readonly string[]): Uint8Array =>
    Buffer.from(
        `<?xml version="1.0" encoding="UTF-8"?>\n<${type} xmlns="http://soap.sforce.com/2006/04/metadata">\n${lines.map((line) => `    ${line}\n`).join('')}</${type}>\n`
    );

const componentOf = (type: string, fullName: string, path: string, lines: readonly string[]): ComponentSource =>
    makeComponent({ type, fullName }, new Map([[path, documentOf(type, lines)]]), 'base');

const element = (name: string, value: string | boolean | number): string =>
    `<${name}>${escapeXml(String(value))}</${name}>`;

/** A profile with its user permissions: rights for objects and fields are told with these only. Source: Metadata API Developer Guide, "Profile". */
const profileOf = ({ name, description, userPermissions }: GrantDef): ComponentSource =>
    componentOf('Profile', name, `profiles/${name}.profile-meta.xml`, [
        element('custom', false),
        ...(description === '' ? [] : [element('description', description)]),
        element('userLicense', 'Salesforce'),
        ...[...userPermissions]
            .sort()
            .flatMap((permission) => [
                '<userPermissions>',
                `    ${element('enabled', true)}`,
                `    ${element('name', permission)}`,
                '</userPermissions>'
            ])
    ]);

const SHARING: Readonly<Record<SharingModel, string>> = {
    private: 'Private',
    read: 'Read',
    readWrite: 'ReadWrite',
    controlledByParent: 'ControlledByParent'
};

/** A standard object that can be customised, with what of it can be set. */
const objectOf = ({ name, features, sharing }: ObjectDef): ComponentSource =>
    componentOf('CustomObject', name, `objects/${name}/${name}.object-meta.xml`, [
        element('enableHistory', features.history),
        element('sharingModel', SHARING[sharing])
    ]);

const valueLines = ({ value, label, isDefault, active, facts }: PicklistValueDef): string[] => [
    '<standardValue>',
    `    ${element('fullName', value)}`,
    `    ${element('default', isDefault)}`,
    `    ${element('label', label)}`,
    ...(active ? [] : [`    ${element('isActive', false)}`]),
    ...(facts.IsClosed === true ? [`    ${element('closed', true)}`] : []),
    ...(facts.IsWon === true ? [`    ${element('won', true)}`] : []),
    '</standardValue>'
];

const valueSetOf = (name: string, values: readonly PicklistValueDef[]): ComponentSource =>
    componentOf('StandardValueSet', name, `standardValueSets/${name}.standardValueSet-meta.xml`, [
        element('sorted', false),
        ...values.flatMap(valueLines)
    ]);

/** Whether administrators may add fields to a standard object: those with records of their own that users may report on. */
export const isCustomizable = ({ kind, readOnly, features }: ObjectDef): boolean =>
    kind === 'standard' && !readOnly && features.reports;

/** Everything that can be listed and retrieved, by key: what was deployed on top of what is there anyhow. */
export const retrievableComponents = (org: Org): ReadonlyMap<string, ComponentSource> => {
    const { model } = org.current;
    const own = [
        ...model.grants.filter(({ kind }) => kind === 'profile').map(profileOf),
        ...model.schema.objects.filter(isCustomizable).map(objectOf),
        ...[...model.components('Layout')].filter(({ origin }) => origin === 'base'),
        ...[...standardValueSets(model.components('StandardValueSet'))].map(([name, values]) =>
            valueSetOf(name, values)
        )
    ];
    const found = new Map(own.map((component) => [keyOf(component), component] as const));
    for (const [key, component] of deployedComponents(org)) found.set(key, mergeComponent(found.get(key), component));
    return found;
};
