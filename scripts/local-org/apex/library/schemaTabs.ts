/** Schema.describeTabs: the apps that were deployed, and the platform's own, with the tabs that the user may open. */
import type { AppDef } from '../../metadata/types.ts';
import type { ObjectDef } from '../../model/index.ts';
import { execution } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { Data, getters } from './dataTypes.ts';
import { listOf } from './support.ts';
import { orgUrl } from './domains.ts';

/** Every org has it. Source: Salesforce Help, "Standard Lightning Apps". */
const SALES: AppDef = {
    name: 'standard__LightningSales',
    label: 'Sales',
    description: 'Manage your sales process with accounts, leads, opportunities, and more',
    tabs: ['home', 'Account', 'Contact', 'Opportunity', 'Lead', 'Case'].map((tab) => `standard-${tab}`),
    activations: []
};
const TAB = 'Schema.DescribeTabResult';
const TAB_SET = 'Schema.DescribeTabSetResult';
const ICON = 'Schema.DescribeIconResult';
const COLOR = 'Schema.DescribeColorResult';
/** The theme of Lightning Experience. */
const THEME = 'theme4';

/** Icons by the tab's motif: `Custom53: Bell` is custom53. */
const iconOf = (motif: string | undefined, object: string | undefined): string => {
    const custom = /^custom\d+/i.exec(motif ?? '')?.[0].toLowerCase();
    if (custom !== undefined) return `custom/${custom}`;
    if (object === undefined || object.endsWith('__c')) return 'custom/custom1';
    return `standard/${object.replaceAll(/(?<=[a-z])([A-Z])/g, '_$1').toLowerCase()}`;
};
const icon = (path: string, type: 'svg' | 'png', size: number): Data =>
    new Data(ICON, {
        contentType: type === 'svg' ? 'image/svg+xml' : 'image/png',
        height: type === 'svg' ? 0 : size,
        theme: THEME,
        url: `${orgUrl()}/img/icon/t4v35/${path}${type === 'svg' ? '.svg' : `_${size}.png`}`,
        width: type === 'svg' ? 0 : size
    });

/** A tab by the name that an app gives it; undefined for one that the user may not open. */
const tabOf = (name: string): Data | undefined => {
    const { tx, program } = execution();
    const own = program.model.pages.tabs.find((tab) => tab.name.toLowerCase() === name.toLowerCase());
    const standard = /^standard-(\w+)$/.exec(name)?.[1];
    // Standard tabs are on for every profile unless it says otherwise, and go with the right to read their object.
    if (standard === undefined && !tx.user.access.tab(name)) return undefined;
    const object = tx.schema.object(own?.object ?? standard ?? '');
    if (object && !tx.user.access.object(object).read) return undefined;
    const path = iconOf(own?.motif, object?.name ?? standard);
    const place = object ? `o/${object.name}/list` : standard === 'home' ? 'page/home' : `n/${name}`;
    return new Data(TAB, {
        colors: listOf(COLOR, []),
        icons: listOf(ICON, [icon(path, 'svg', 0), icon(path, 'png', 60), icon(path, 'png', 120)]),
        iconUrl: `${orgUrl()}/img/icon/t4v35/${path}_60.png`,
        miniIconUrl: `${orgUrl()}/img/icon/t4v35/${path}_120.png`,
        isCustom: own !== undefined,
        label: own?.label || (object?.pluralLabel ?? (standard === 'home' ? 'Home' : name)),
        mobileUrl: `${orgUrl()}/lightning/${place}`,
        name: own?.name ?? name,
        sobjectName: object?.name ?? '',
        tabEnumOrId: name,
        url: `${orgUrl()}/lightning/${place}`
    });
};
/** The objects whose tabs an app shows; undefined for an app that is not there. */
export const objectsOfApp = (name: string): ObjectDef[] | undefined => {
    const { program, schema } = execution();
    const wanted = name.toLowerCase();
    const app = [SALES, ...program.model.pages.apps].find((one) =>
        [one.name, one.label].some((own) => own.toLowerCase() === wanted)
    );
    return app?.tabs.flatMap((tab) => {
        const own = program.model.pages.tabs.find((one) => one.name.toLowerCase() === tab.toLowerCase());
        return schema.object(own?.object ?? tab.replace(/^standard-/, '')) ?? [];
    });
};
/** Source: Apex Reference Guide, Schema.describeTabs: "the minimum required metadata used to render apps". */
export const describeTabs = (): unknown => {
    const { tx, program } = execution();
    const granted = program.model.pages.apps.filter(({ name }) => tx.user.access.app(name));
    const apps = [SALES, ...(granted.length > 0 ? granted : program.model.pages.apps)];
    return listOf(
        TAB_SET,
        apps.map(
            (app, index) =>
                new Data(TAB_SET, {
                    description: app.description,
                    label: app.label,
                    logoUrl: '',
                    namespace: app === SALES ? 'standard' : '',
                    isSelected: index === 0,
                    tabs: listOf(
                        TAB,
                        app.tabs.flatMap((name) => tabOf(name) ?? [])
                    ),
                    tabSetId: app.name
                })
        )
    );
};

const described = (name: string, texts: Readonly<Record<string, string>>, flag?: string): LibraryType => ({
    name,
    kind: 'class',
    is: (value) => value instanceof Data && value.typeName === name,
    members: {
        ...getters(texts),
        ...(flag === undefined ? {} : { [`Boolean ${flag}()`]: (self: Data) => self.get(flag) })
    }
});
const strings = (names: string): Readonly<Record<string, string>> =>
    Object.fromEntries(names.split(' ').map((name) => [name, 'String']));

/** Source: Apex Reference Guide, Schema Namespace. */
export const schemaTabTypes: readonly LibraryType[] = [
    described(
        TAB_SET,
        { ...strings('description label logoUrl namespace tabSetId'), tabs: `List<${TAB}>` },
        'isSelected'
    ),
    described(
        TAB,
        {
            ...strings('iconUrl label miniIconUrl mobileUrl name sobjectName tabEnumOrId url'),
            colors: `List<${COLOR}>`,
            icons: `List<${ICON}>`
        },
        'isCustom'
    ),
    described(ICON, { ...strings('contentType theme url'), height: 'Integer', width: 'Integer' }),
    described(COLOR, strings('color context theme'))
];
