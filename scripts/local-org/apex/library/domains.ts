import { MY_DOMAIN } from '../../model/index.ts';
import type { LibraryType } from '../types.ts';
import { enumeration } from './enumeration.ts';
import { constantOf } from './enums.ts';
import { need, raise } from './support.ts';

/** What `URL.getOrgDomainUrl` answers. */
export const orgUrl = (): string => `https://${MY_DOMAIN}.my.salesforce.com`;

const DOMAIN_TYPE = enumeration(
    'System.DomainType',
    'CONTENT_DOMAIN EXPERIENCE_CLOUD_SITES_BUILDER_DOMAIN EXPERIENCE_CLOUD_SITES_DOMAIN EXPERIENCE_CLOUD_SITES_LIVE_PREVIEW_DOMAIN ' +
        'EXPERIENCE_CLOUD_SITES_PREVIEW_DOMAIN LIGHTNING_CONTAINER_COMPONENT_DOMAIN LIGHTNING_DOMAIN ORG_MY_DOMAIN ' +
        'SALESFORCE_SITES_DOMAIN SETUP_DOMAIN VISUALFORCE_DOMAIN'
);
/** Ends of host names. Source: Salesforce Help, "My Domain URL Formats". */
const ENDINGS: readonly (readonly [type: string, ending: string])[] = [
    ['CONTENT_DOMAIN', '.file.force.com'],
    ['EXPERIENCE_CLOUD_SITES_BUILDER_DOMAIN', '.builder.salesforce-experience.com'],
    ['EXPERIENCE_CLOUD_SITES_LIVE_PREVIEW_DOMAIN', '.live-preview.salesforce-experience.com'],
    ['EXPERIENCE_CLOUD_SITES_PREVIEW_DOMAIN', '.preview.salesforce-experience.com'],
    ['EXPERIENCE_CLOUD_SITES_DOMAIN', '.my.site.com'],
    ['LIGHTNING_CONTAINER_COMPONENT_DOMAIN', '.container.force.com'],
    ['LIGHTNING_DOMAIN', '.lightning.force.com'],
    ['ORG_MY_DOMAIN', '.my.salesforce.com'],
    ['SALESFORCE_SITES_DOMAIN', '.my.salesforce-sites.com'],
    ['SETUP_DOMAIN', '.my.salesforce-setup.com'],
    ['VISUALFORCE_DOMAIN', '.vf.force.com']
];
const host = (type: string, name = MY_DOMAIN): string => `${name}${ENDINGS.find(([one]) => one === type)?.[1] ?? ''}`;

class Domain {
    readonly type: string;
    readonly myDomain: string;
    readonly packageName: string | null;
    readonly sandbox: string | null;
    constructor(name: string) {
        const lower = name.toLowerCase();
        const found =
            ENDINGS.find(([, ending]) => lower.endsWith(ending)) ??
            raise('System.InvalidParameterValueException', `Not a domain of Salesforce: ${name}`);
        const isSandbox = lower.slice(0, -found[1].length).endsWith('.sandbox');
        const parts = lower
            .slice(0, -found[1].length)
            .replace(/\.sandbox$/, '')
            .split('--');
        this.type = found[0];
        this.myDomain = parts.shift() ?? '';
        this.sandbox = isSandbox ? (parts.shift() ?? null) : null;
        this.packageName = parts.shift() ?? null;
    }
}
const domain: LibraryType = {
    name: 'System.Domain',
    kind: 'class',
    is: (value) => value instanceof Domain,
    members: {
        'System.DomainType getDomainType()': (self: Domain) => constantOf(DOMAIN_TYPE, self.type),
        'String getMyDomainName()': (self: Domain) => self.myDomain,
        'String getPackageName()': (self: Domain) => self.packageName,
        'String getSandboxName()': (self: Domain) => self.sandbox,
        'String getSitesSubdomainName()': (self: Domain) => (self.type.includes('SITES') ? self.myDomain : null)
    }
};
const parser: LibraryType = {
    name: 'System.DomainParser',
    kind: 'class',
    members: {
        'static System.Domain parse(String hostname)': (name: string | null) => new Domain(need(name)),
        'static System.Domain parse(System.URL url)': (url: { readonly url: URL } | null) =>
            new Domain(need(url).url.hostname)
    }
};
const withPackage = (type: string) => (name: string | null) => host(type, `${MY_DOMAIN}--${name ?? 'c'}`);
const creator: LibraryType = {
    name: 'System.DomainCreator',
    kind: 'class',
    members: {
        'static String getContentHostname()': () => host('CONTENT_DOMAIN'),
        'static String getExperienceCloudSitesBuilderHostname()': () => host('EXPERIENCE_CLOUD_SITES_BUILDER_DOMAIN'),
        'static String getExperienceCloudSitesHostname()': () => host('EXPERIENCE_CLOUD_SITES_DOMAIN'),
        'static String getExperienceCloudSitesLivePreviewHostname()': () =>
            host('EXPERIENCE_CLOUD_SITES_LIVE_PREVIEW_DOMAIN'),
        'static String getExperienceCloudSitesPreviewHostname()': () => host('EXPERIENCE_CLOUD_SITES_PREVIEW_DOMAIN'),
        'static String getLightningContainerComponentHostname(String packageName)': withPackage(
            'LIGHTNING_CONTAINER_COMPONENT_DOMAIN'
        ),
        'static String getLightningHostname()': () => host('LIGHTNING_DOMAIN'),
        'static String getOrgMyDomainHostname()': () => host('ORG_MY_DOMAIN'),
        'static String getSalesforceSitesHostname()': () => host('SALESFORCE_SITES_DOMAIN'),
        'static String getSetupHostname()': () => host('SETUP_DOMAIN'),
        'static String getVisualforceHostname(String packageName)': withPackage('VISUALFORCE_DOMAIN')
    }
};

/** Domain, DomainParser, DomainCreator. Source: Apex Reference Guide, System Namespace. */
export const domainTypes: readonly LibraryType[] = [domain, parser, creator, DOMAIN_TYPE];
